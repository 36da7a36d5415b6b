package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Where the page of signing in posts the answer of a device. */
final class PasskeyFilter extends AbstractAuthenticationProcessingFilter {

    /** Whoever tries has no name: failures are counted by address. */
    private static final String NOBODY = "";

    PasskeyFilter(AuthenticationManager manager, Sessions sessions) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, WayBack.PASSKEY), manager);
        setSessionAuthenticationStrategy(sessions);
        setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        setAuthenticationSuccessHandler(WayBack.afterSigningIn());
        setAuthenticationFailureHandler(WayBack.afterAWrong("cle"));
    }

    @Override
    public @Nullable Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        var said = UsernamePasswordAuthenticationToken.unauthenticated(
                NOBODY, Objects.requireNonNullElse(request.getParameter("credential"), ""));
        said.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        return getAuthenticationManager().authenticate(said);
    }
}
