package laroue.admin.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail server, as {@code LAROUE_SMTP_URL} names it: {@code smtp://user:password@host:587} encrypts by STARTTLS or sends
 * nothing, {@code smtps://…} from the first byte on; {@code smtp://host:25?tls=none} only where the server offers it, for one of
 * the same closed network. On this machine nothing has to be encrypted. Characters of user and password that mean something in an address are encoded (%40 for @).
 *
 * @param encrypted whether nothing is sent in the clear
 */
record MailServer(
        String scheme,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean encrypted) {

    private static final int SMTP = 587;
    private static final int SMTPS = 465;

    /** Of each step: a mail is never worth a page that does not come. */
    private static final String TIMEOUT_MILLIS = "5000";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static MailServer parse(String text) {
        var uri = uri(text.strip());
        var scheme = String.valueOf(uri.getScheme());
        boolean clear = "tls=none".equals(uri.getQuery());
        boolean bare = (uri.getPath() == null
                        || uri.getPath().isEmpty()
                        || uri.getPath().equals("/"))
                && uri.getFragment() == null
                && (uri.getQuery() == null || clear);
        if (uri.getHost() == null || !Set.of("smtp", "smtps").contains(scheme) || !bare) {
            throw wrong();
        }
        if (clear && scheme.equals("smtps")) {
            throw wrong();
        }
        var who =
                uri.getUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        int otherwise = scheme.equals("smtps") ? SMTPS : SMTP;
        return new MailServer(
                scheme,
                uri.getHost(),
                uri.getPort() == -1 ? otherwise : uri.getPort(),
                who.length > 0 ? decoded(who[0]) : null,
                who.length > 1 ? decoded(who[1]) : null,
                !clear && (!THIS_MACHINE.contains(uri.getHost()) || scheme.equals("smtps")));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw wrong(); // without what was typed: it holds a password
        }
    }

    /** A plus is a plus in an address. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static CannotStart wrong() {
        return new CannotStart(
                "LAROUE_SMTP_URL looks like smtp://user:password@host:587 or smtps://user:password@host:465,"
                        + " with ?tls=none for a server of the same closed network");
    }

    /** What Spring wants to be told. */
    Map<String, Object> properties(String from) {
        var properties = new HashMap<String, Object>();
        properties.put("laroue.mail-from", from);
        properties.put("spring.mail.protocol", scheme);
        properties.put("spring.mail.host", host);
        properties.put("spring.mail.port", port);
        if (user != null) {
            properties.put("spring.mail.username", user);
        }
        if (password != null) {
            properties.put("spring.mail.password", password);
        }
        var of = "spring.mail.properties.mail." + scheme + ".";
        properties.put(of + "auth", user != null);
        properties.put(of + "starttls.enable", scheme.equals("smtp"));
        properties.put(of + "starttls.required", scheme.equals("smtp") && encrypted);
        properties.put(of + "ssl.checkserveridentity", true);
        properties.put(of + "connectiontimeout", TIMEOUT_MILLIS);
        properties.put(of + "timeout", TIMEOUT_MILLIS);
        properties.put(of + "writetimeout", TIMEOUT_MILLIS);
        return properties;
    }

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
