package laroue.decision;

/** Where a command handler gets its draft from: the ledger's heads as they are when the command's turn has come. */
@FunctionalInterface
public interface Drafts {

    Draft draft();
}
