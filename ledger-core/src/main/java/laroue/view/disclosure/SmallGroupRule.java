package laroue.view.disclosure;

/** How a figure is kept from telling about one person or one business (rule 50). Every figure of the catalogue names one. */
public enum SmallGroupRule {

    /** Told of a whole association or of the whole territory, never of a group within it. */
    NO_GROUPS,

    /**
     * Told of communes and sectors: a cell with fewer than five payers or payees is suppressed, and a second one where it could
     * be found from the sums ({@link SmallCellSuppression}).
     */
    CELLS_SUPPRESSED,

    /** Told of professionals: nothing at all where there are fewer than five of them. */
    FIVE_AT_LEAST,

    /** A line an account, whose number, name and sector are told only to who may see that account. */
    ACCOUNTS_UNNAMED,

    /** A line a desk: a place of the association, and no person. */
    DESKS
}
