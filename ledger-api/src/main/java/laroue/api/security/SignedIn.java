package laroue.api.security;

import java.io.Serializable;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who a session of the pages belongs to: a person with the access that was chosen, or a machine client.
 *
 * @param login the person; null for a machine client
 * @param access the client whose rights the session has; null until a person has chosen one of several
 * @param shown what the person is called on pages
 * @param several whether there were several accesses to choose from
 * @param epoch of the access, or of the person while none is chosen; when either is raised the session has ended
 * @param since when the person signed in
 * @param device the browser and system, as far as the browser says
 */
public record SignedIn(
        @Nullable String login,
        @Nullable String access,
        String shown,
        boolean several,
        int epoch,
        Instant since,
        String device)
        implements AuthenticatedPrincipal, Serializable {

    private static final long serialVersionUID = 1;

    private static final Pattern BROWSER = Pattern.compile("(Firefox|Edg|OPR|Chrome|Safari)");

    private static final Pattern SYSTEM = Pattern.compile("(Android|iPhone|iPad|Windows|Mac OS X|CrOS|Linux)");

    /** The client that acts; the person's id while no access is chosen. */
    @Override
    public String getName() {
        if (access != null) {
            return access;
        }
        return login == null ? "" : login;
    }

    /** The person behind a session: what is proved of one is proved of no other. */
    String person() {
        return login == null ? getName() : login;
    }

    /** Names browser and system in a few letters; what a browser says is never kept whole. */
    static String device(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        var system = SYSTEM.matcher(userAgent);
        var browser = BROWSER.matcher(userAgent);
        var found = browser.find() ? browser.group() : "";
        return (found.equals("Edg") ? "Edge" : found.equals("OPR") ? "Opera" : found)
                + (system.find() ? " · " + system.group().replace(" OS X", "") : "");
    }
}
