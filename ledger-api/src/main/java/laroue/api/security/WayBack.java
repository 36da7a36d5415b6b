package laroue.api.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.util.UriUtils;

/**
 * Leads people who have to sign in back to where they were. A form posts to its own address, so a form whose session has
 * ended is found again there; what was typed in it the browser kept.
 */
public final class WayBack extends SavedRequestAwareAuthenticationSuccessHandler {

    static final String SIGN_IN = "/connexion";

    /** The forms that ask for more than a secret. */
    static final String PROOFS = SIGN_IN + "/*";

    private static final String SIGN_OUT = "/deconnexion";

    /** Where to go after signing in; a path of this node and nothing else. */
    private static final String PARAMETER = "retour";

    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,500}");

    /** Pages that a person asked for, and no parts of pages that a script asked for. */
    static RequestCache pagesThatWereAskedFor() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(it -> "GET".equals(it.getMethod()) && !isScript(it) && wantsPage(it));
        return cache;
    }

    /** A script is told to leave the page, for a form of signing in has no place in the middle of it. */
    static AuthenticationEntryPoint toSignIn() {
        var form = new LoginUrlAuthenticationEntryPoint(SIGN_IN);
        return (request, response, e) -> {
            if (isScript(request)) {
                response.setHeader("HX-Refresh", "true");
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                form.commence(request, response, e);
            }
        };
    }

    static AuthenticationFailureHandler afterAWrongSecret() {
        return (request, response, _) -> response.sendRedirect(SIGN_IN + "?erreur" + and(asked(request)));
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
            } else if (isSignedIn()) {
                response.sendRedirect(formOf(request));
            } else {
                response.sendRedirect(SIGN_IN + "?attente" + and(formOf(request)));
            }
        };
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        var asked = asked(request);
        if (asked == null) {
            super.onAuthenticationSuccess(request, response, authentication);
        } else {
            clearAuthenticationAttributes(request);
            response.sendRedirect(asked);
        }
    }

    /** Where what is missing is proved. */
    static String prove(Presence.Missing what, String path) {
        return SIGN_IN + "/" + what.path() + "?" + PARAMETER + "="
                + UriUtils.encodeQueryParam(path, StandardCharsets.UTF_8);
    }

    private static String formOf(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals(SIGN_IN) || path.equals(SIGN_OUT) ? "/" : path;
    }

    private static @Nullable String asked(HttpServletRequest request) {
        return own(request.getParameter(PARAMETER));
    }

    /** A path of this node to go to afterwards; null for anything else that a link may say. */
    public static @Nullable String own(@Nullable String path) {
        return path != null && OWN_PATH.matcher(path).matches() ? path : null;
    }

    private static String and(@Nullable String path) {
        return path == null || path.equals("/")
                ? ""
                : "&" + PARAMETER + "=" + UriUtils.encodeQueryParam(path, StandardCharsets.UTF_8);
    }

    private static boolean isSignedIn() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && !(who instanceof AnonymousAuthenticationToken) && who.isAuthenticated();
    }

    private static boolean isScript(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }
}
