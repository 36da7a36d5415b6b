package laroue.decision;

/**
 * A value that can be used once in its scope: a till's reference, a bank reference, an invoice number, a SIRET.
 *
 * @param scope what kind of value and whose, as in {@code reference/05-000042-6}
 */
public record Taken(String scope, String value) {}
