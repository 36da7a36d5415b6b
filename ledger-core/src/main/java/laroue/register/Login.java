package laroue.register;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person who signs in on the pages under a name and passphrase of their own.
 *
 * @param id opaque
 * @param email in lower case; no two open logins have the same
 * @param accepted whether the person has chosen a passphrase
 * @param closed whether the person has left: nothing of theirs works any more
 */
public record Login(
        String id, String name, String email, boolean accepted, boolean closed, Instant createdAt, String createdBy) {

    /** One e-mail address, as far as its shape says. */
    public static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,120}\\.[^\\s@<>,;.]{2,60}");

    /** The login of this e-mail as it is compared: without blanks around it, in lower case. */
    public static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Why a link lets its holder choose a passphrase. */
    public enum Purpose {
        INVITATION,
        RESET
    }

    /** What a good link leads to. */
    public record Link(
            String login, Purpose purpose, @Nullable String createdBy) {}
}
