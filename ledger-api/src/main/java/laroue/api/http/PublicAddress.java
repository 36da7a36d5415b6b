package laroue.api.http;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The address under which people reach this node, as {@code LAROUE_PUBLIC_URL} says it. What a browser writes in a header
 * is never taken for it.
 *
 * @param origin scheme, host and port as a browser writes them; empty where no address is set
 * @param host the name of the host; empty where no address is set
 */
public record PublicAddress(String origin, String host) {

    /** No address is set. */
    public static final PublicAddress NONE = new PublicAddress("", "");

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Reads an address.
     *
     * @param text such as {@code https://roue.example.org}; blank for {@link #NONE}
     * @throws IllegalArgumentException with a sentence that says what is wrong, for anything else
     */
    public static PublicAddress parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        var uri = uri(text.strip());
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var host = uri.getHost() == null ? "" : IDN.toASCII(uri.getHost().toLowerCase(Locale.ROOT));
        boolean bare = uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && ("".equals(uri.getPath()) || "/".equals(uri.getPath()));
        if (host.isEmpty() || !bare) {
            throw new IllegalArgumentException(
                    "it is a scheme and a host, such as https://roue.example.org, and no more");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && THIS_MACHINE.contains(host))) {
            throw new IllegalArgumentException("it begins with https: what is sent over http can be read on the way");
        }
        boolean usual = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? HTTPS : HTTP);
        return new PublicAddress(scheme + "://" + host + (usual ? "" : ":" + uri.getPort()), host);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is no address", e);
        }
    }

    /** A page of this node in full; empty where no address is set. */
    public Optional<String> of(String path) {
        return origin.isEmpty() ? Optional.empty() : Optional.of(origin + path);
    }

    /** Whether the host has a name, and is not known by a number alone: passkeys are bound to a name. */
    public boolean hasName() {
        return !host.isEmpty() && !host.startsWith("[") && !host.matches("[0-9.]+");
    }
}
