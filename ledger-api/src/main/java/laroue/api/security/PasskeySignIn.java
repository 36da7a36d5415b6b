package laroue.api.security;

import java.time.InstantSource;
import java.util.ArrayList;
import laroue.register.Clients;
import laroue.register.Logins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Signs people in with a passkey, as {@link PageSignIn} does with a passphrase; no second factor is missing then. */
final class PasskeySignIn implements AuthenticationProvider {

    private final PasskeyCeremonies passkeys;
    private final Logins logins;
    private final Clients clients;
    private final InstantSource clock;

    PasskeySignIn(PasskeyCeremonies passkeys, Logins logins, Clients clients, InstantSource clock) {
        this.passkeys = passkeys;
        this.logins = logins;
        this.clients = clients;
        this.clock = clock;
    }

    /** Whether a session began with a passkey. */
    static boolean isProof(Authentication who) {
        return who.getAuthorities().stream()
                .anyMatch(it -> FactorGrantedAuthority.WEBAUTHN_AUTHORITY.equals(it.getAuthority()));
    }

    @Override
    public @Nullable Authentication authenticate(Authentication said) {
        var login = passkeys.signIn(String.valueOf(said.getCredentials()));
        var accesses =
                clients.of(login.id()).stream().filter(it -> !it.revoked()).toList();
        var only = accesses.size() == 1 ? accesses.getFirst() : null;
        var authorities = new ArrayList<GrantedAuthority>(PageSignIn.authorities(only));
        authorities.add(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.WEBAUTHN_AUTHORITY));
        return UsernamePasswordAuthenticationToken.authenticated(
                PageSignIn.of(login, only, accesses.size() > 1, logins.epoch(login.id()), clock), null, authorities);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
