package laroue.ledger;

/**
 * What goes back to the one who asked.
 *
 * @param replayed whether this answer was given before, to the same key
 */
public record Reply(int status, String body, boolean replayed) {}
