package laroue.admin.node;

import java.io.PrintStream;

/**
 * A command that works on the ledger and ends. The word that calls it is in its name: {@code verify} is the component
 * {@code VerifyVerb}. Its beans are made only as it asks for them, so one that does not ask for the writer may work
 * beside a running node.
 */
@FunctionalInterface
public interface Verb<A extends Arguments> {

    /**
     * Does the work.
     *
     * @param out for results and progress
     * @return the exit code; 2 where what is asked for cannot be meant
     */
    int run(A arguments, PrintStream out);
}
