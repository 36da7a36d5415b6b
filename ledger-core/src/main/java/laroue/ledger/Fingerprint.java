package laroue.ledger;

/**
 * A keyed hash of a request, in hexadecimal. Keyed, because a till's request holds a PIN: a plain hash would let a
 * reader of the database try all of them.
 */
public record Fingerprint(String hex) {}
