package laroue.admin.frame;

import java.util.Set;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.view.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for somebody, such as remittances that nobody has seen at the bank. A room says so by a bean of this
 * type, and the page of all queues shows it with how much waits and since when.
 *
 * @param place where it stands among the others; small numbers first
 * @param path of the page on which the work is done
 * @param label key of its name; what it is about stands under the same key with {@code .what}
 * @param roles who sees it; one of them is enough
 * @param counting how much waits
 */
public record WorkQueue(int place, String path, String label, Set<Role> roles, Counting counting) {

    /** How much waits for an association; for all of them where none is named. */
    public interface Counting {
        Waiting of(@Nullable AssociationCode association);
    }
}
