package laroue.association;

/** How far an association still goes; others keep working whatever one decides (rule 45). */
public enum State {
    ACTIVE,
    /** No roue is issued any more; memberships, payments and reconversions go on. */
    ISSUANCE_STOPPED,
    /** Wind-down: roues are spent and redeemed, and nobody joins. */
    REDEMPTION_ONLY,
    /** The end: nothing is issued, redeemed or joined. */
    CLOSED;

    public boolean issues() {
        return this == ACTIVE;
    }

    public boolean admits() {
        return this == ACTIVE || this == ISSUANCE_STOPPED;
    }

    public boolean redeems() {
        return this != CLOSED;
    }
}
