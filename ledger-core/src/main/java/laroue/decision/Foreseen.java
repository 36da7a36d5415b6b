package laroue.decision;

import java.util.List;

/**
 * A command that can say beforehand which values it would take, so that they are looked up together with those of its
 * neighbours. What it does not foresee is looked up when it comes to it.
 */
public interface Foreseen {

    /** The values that it may take; none of them is taken yet by asking. */
    List<Taken> takes();
}
