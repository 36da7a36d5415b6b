package laroue.decision;

/** Where a command handler gets its draft from: on the state of the ledger as it is when the command's turn has come. */
@FunctionalInterface
public interface Drafts {

    Draft draft();
}
