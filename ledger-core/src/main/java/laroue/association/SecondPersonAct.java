package laroue.association;

/** What an association can have a second person confirm before it happens. */
public enum SecondPersonAct {
    /** A client or an access that is new, or has a new secret. */
    ACCESS,
    CARD,
    /** Roues leave an account without its holder's word: as notes, or for a membership. */
    WITHDRAWAL,
    /** What is entered later than the rules allow, or is forbidden today and was not on its day. */
    LATE_ENTRY,
    IBAN,
    PAYOUT,
    PRINTING,
    DESTRUCTION,
    EXPIRY,
    RULES,
    STATE,
    /** Digital roues against euros, above the amount that the rule names. */
    ISSUANCE
}
