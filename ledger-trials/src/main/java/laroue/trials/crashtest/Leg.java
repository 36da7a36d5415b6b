package laroue.trials.crashtest;

/**
 * Money that one request moves, or one item of it.
 *
 * @param payer whose money; {@link #BANK} where it is issued
 */
record Leg(String payer, String payee, long cents) {

    /** Where issued roues come from. */
    static final String BANK = "bank";
}
