package laroue.view.power;

/** What was done to the power of somebody, or with power over accounts, notes and rules. */
public enum PowerAct {
    ACCESS_GRANTED,
    SECRET_CHANGED,
    ACCESS_BEGUN,
    ACCESS_ENDED,
    FACTOR_SET,
    FACTOR_FORGOTTEN,
    CARD_ISSUED,
    CARD_BLOCKED,
    CARD_UNLOCKED,
    WITHDRAWN,
    MEMBERSHIP_PAID,
    RULES_SET,
    STATE_DECIDED,
    NOTES_PRINTED,
    NOTES_DESTROYED,
    NOTES_EXPIRED
}
