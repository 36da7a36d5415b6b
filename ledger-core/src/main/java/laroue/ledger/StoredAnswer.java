package laroue.ledger;

/**
 * An answer as it is stored under its idempotency key, for ever. The ledger keeps both parts and reads neither.
 *
 * @param code of the outcome, from 0 to 32767, as the one who asked numbers outcomes
 * @param text what is sent again byte for byte
 */
public record StoredAnswer(int code, String text) {}
