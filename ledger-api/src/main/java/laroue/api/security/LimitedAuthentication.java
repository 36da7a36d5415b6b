package laroue.api.security;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks a secret as another provider does; its outcome is told only where {@link AttemptLimits} lets it. */
record LimitedAuthentication(AuthenticationProvider checks, AttemptLimits limits) implements AuthenticationProvider {

    /** Neither that a secret is right nor that it is wrong: who asks has to wait. Of the kind that the token endpoint expects. */
    static final class MustWaitException extends OAuth2AuthenticationException {

        private final Duration pause;

        MustWaitException(Duration pause) {
            super(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE));
            this.pause = pause;
        }

        Duration pause() {
            return pause;
        }
    }

    @Override
    public @Nullable Authentication authenticate(Authentication said) {
        var login = said.getName();
        var address = said.getDetails() instanceof WebAuthenticationDetails it ? it.getRemoteAddress() : "";
        refuse(limits.paused(AttemptLimits.Guessed.SECRET, login, address));
        try {
            var known = checks.authenticate(said);
            if (known != null) {
                refuse(limits.attempted(AttemptLimits.Guessed.SECRET, login, address, true));
            }
            return known;
        } catch (MustWaitException | AuthenticationServiceException e) {
            throw e; // nothing was wrong with the secret
        } catch (AuthenticationException e) {
            refuse(limits.attempted(AttemptLimits.Guessed.SECRET, login, address, false));
            throw e;
        }
    }

    private static void refuse(Optional<Duration> pause) {
        pause.ifPresent(it -> {
            throw new MustWaitException(it);
        });
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return checks.supports(authentication);
    }
}
