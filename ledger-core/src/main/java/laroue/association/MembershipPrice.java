package laroue.association;

/** For whom a membership has a price of its own. */
public enum MembershipPrice {
    FULL,
    /** For those who say that they have little. */
    REDUCED,
    /** For those who give more: at least this. */
    SUPPORTING
}
