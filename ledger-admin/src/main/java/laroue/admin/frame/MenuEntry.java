package laroue.admin.frame;

import java.util.Set;
import laroue.register.Role;

/**
 * One way into a room of pages. A room says so by a bean of this type, and the menu of all pages shows it.
 *
 * @param place where it stands in the menu; small numbers first
 * @param path of the page
 * @param label key of its message
 * @param roles who sees it; one of them is enough
 */
public record MenuEntry(int place, String path, String label, Set<Role> roles) {

    /** Whether the page that is looked at belongs to this room. */
    public boolean leadsTo(String looked) {
        return looked.equals(path) || looked.startsWith(path + "/");
    }
}
