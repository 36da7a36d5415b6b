package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * Where the token of a form is kept (CSRF): in the session of a person who is signed in, and in a cookie of anybody else, so
 * that strangers take no memory of the node.
 */
final class FormTokens implements CsrfTokenRepository {

    private final CsrfTokenRepository ofSessions = new HttpSessionCsrfTokenRepository();

    private final CookieCsrfTokenRepository ofStrangers = new CookieCsrfTokenRepository();

    FormTokens() {
        ofStrangers.setCookieName("formulaire");
        ofStrangers.setCookiePath("/");
        ofStrangers.setCookieCustomizer(it -> it.httpOnly(true).sameSite("Strict"));
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return request.getSession(false) == null ? ofStrangers : ofSessions;
    }
}
