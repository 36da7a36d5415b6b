package laroue.admin.frame;

import java.util.Set;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.view.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for somebody, such as remittances that nobody has seen at the bank. A room says so by a bean of this
 * type, and the page of all queues shows it with how much waits and since when.
 */
public interface WorkQueue {

    /** Where it stands among the others; small numbers first. */
    int place();

    /** The page on which the work is done. */
    String path();

    /** The key of its name; what it is about stands under the same key with {@code .what}. */
    String label();

    /** Who sees it; one of them is enough. */
    Set<Role> roles();

    /**
     * How much waits.
     *
     * @param association for which; null for all of them
     */
    Waiting waiting(@Nullable AssociationCode association);
}
