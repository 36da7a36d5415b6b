package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import laroue.api.command.ProblemException;
import laroue.api.security.LimitedAuthentication.MustWaitException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.UriUtils;

/**
 * Leads people who have to sign in back to where they were. A form posts to its own address, so a form whose session has
 * ended is found again there; what was typed in it the browser kept.
 */
public final class WayBack {

    static final String SIGN_IN = "/connexion";

    /** The forms that ask for more than a secret. */
    static final String PROOFS = SIGN_IN + "/*";

    /** Says on a page that there were too many attempts; only forwarded to. */
    public static final String WAIT = SIGN_IN + "/attente";

    private static final String PAUSE = "laroue.pause";

    /** Where a link is asked for by who has forgotten a passphrase. */
    public static final String FORGOTTEN = SIGN_IN + "/oubli";

    /** Where the answer of a device is posted that has a passkey. */
    public static final String PASSKEY = SIGN_IN + "/cle";

    static final String SIGN_OUT = "/deconnexion";

    /** Where to go after signing in; a path of this node and nothing else. */
    private static final String PARAMETER = "retour";

    /** As RFC 3986 writes a path with its query; no other host begins it, and no template is in it. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?!/)[A-Za-z0-9/?:@!$&'()*+,;=._~%\\[\\]-]{0,500}");

    /** What signs in or out, answers programs, or that the firewall turns away. */
    private static final Pattern NO_PAGE = Pattern.compile(
            "/(connexion|deconnexion|v1|oauth2|actuator|livez|readyz)(?![A-Za-z0-9-])|[^?]*(//|;|%2F|%00|%0A|%0D|%25|%5C|%3B)",
            Pattern.CASE_INSENSITIVE);

    private WayBack() {}

    /** A script is told to leave the page, for a form of signing in has no place in the middle of it. */
    static AuthenticationEntryPoint toSignIn() {
        return (request, response, _) -> askToSignIn(request, response);
    }

    /** Asks a person to sign in, and leads back to the page that was asked for: the address remembers it, and no session. */
    static void askToSignIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isScript(request)) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            var way = "GET".equals(request.getMethod()) && wantsPage(request) ? own(pageOf(request)) : null;
            response.sendRedirect(way == null ? SIGN_IN : SIGN_IN + "?" + PARAMETER + "=" + encoded(way));
        }
    }

    static AuthenticationFailureHandler afterAWrongSecret() {
        return afterAWrong("erreur");
    }

    /** Back to the form, which is told what was wrong. */
    static AuthenticationFailureHandler afterAWrong(String what) {
        return (request, response, e) -> {
            if (e instanceof MustWaitException wait) {
                request.setAttribute(PAUSE, wait.pause());
                request.getRequestDispatcher(WAIT).forward(request, response);
            } else {
                response.sendRedirect(SIGN_IN + "?" + what + and(asked(request)));
            }
        };
    }

    /** The refusal of a sign-in that came too often, where a request was forwarded with one. */
    public static Optional<ProblemException> mustWait(HttpServletRequest request) {
        return request.getAttribute(PAUSE) instanceof Duration it
                ? Optional.of(AttemptLimits.mustWait(it))
                : Optional.empty();
    }

    /**
     * The token of a form ends with its session: back to the form, by way of signing in if need be. Who has shown a secret
     * and no code yet shows that first.
     */
    static AccessDeniedHandler ofWhoIsNotLetIn(Presence presence) {
        var refused = new AccessDeniedHandlerImpl();
        return (request, response, e) -> {
            if (wantsPage(request) && presence.missing(request) != Presence.Missing.NOTHING) {
                response.sendRedirect(prove(presence.missing(request), formOf(request)));
            } else if (!(e instanceof CsrfException) || !wantsPage(request)) {
                refused.handle(request, response, e);
            } else if (isSignedIn() && !request.getRequestURI().equals(SIGN_IN)) {
                response.sendRedirect(request.getRequestURI());
            } else {
                response.sendRedirect(SIGN_IN + "?attente" + and(formOf(request)));
            }
        };
    }

    static AuthenticationSuccessHandler afterSigningIn() {
        return (request, response, who) -> {
            var way = Objects.requireNonNullElse(asked(request), "/");
            boolean chooses = who.getPrincipal() instanceof SignedIn it && it.access() == null;
            response.sendRedirect(chooses ? prove(Presence.Missing.ACCESS, way) : way);
        };
    }

    /** Where what is missing is proved. */
    static String prove(Presence.Missing what, String path) {
        return SIGN_IN + "/" + what.path() + "?" + PARAMETER + "=" + encoded(path);
    }

    private static String formOf(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals(SIGN_IN) ? "/" : path;
    }

    private static @Nullable String asked(HttpServletRequest request) {
        return own(request.getParameter(PARAMETER));
    }

    /** A page of this node to go to afterwards; null for anything else that a link may say. */
    public static @Nullable String own(@Nullable String path) {
        return path != null
                        && OWN_PATH.matcher(path).matches()
                        && !NO_PAGE.matcher(path).lookingAt()
                ? path
                : null;
    }

    private static String and(@Nullable String path) {
        return path == null || path.equals("/") ? "" : "&" + PARAMETER + "=" + encoded(path);
    }

    /** As the value of one parameter: what would end it is encoded too. */
    private static String encoded(String path) {
        return UriUtils.encode(path, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static String pageOf(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static boolean isSignedIn() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && !(who instanceof AnonymousAuthenticationToken) && who.isAuthenticated();
    }

    /** Whether a page asked by itself, and no person who went somewhere or sent a form. */
    static boolean isScript(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return request.getHeader("HX-Request") != null || (mode != null && !mode.equals("navigate"));
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
