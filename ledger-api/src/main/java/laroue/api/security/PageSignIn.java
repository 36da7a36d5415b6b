package laroue.api.security;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Login;
import laroue.register.Logins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Signs people in on pages by e-mail and passphrase, and machine clients by id and secret. */
final class PageSignIn extends DaoAuthenticationProvider {

    private static final String PASSPHRASE = "passphrase";
    private static final String SECRET = "secret";

    PageSignIn(Logins logins, Clients clients, Passphrases passphrases, ClientSecrets secrets, InstantSource clock) {
        super(name -> name.contains("@") ? person(logins, clients, name, clock) : machine(clients, name, clock));
        var encoders = new DelegatingPasswordEncoder(PASSPHRASE, Map.of(PASSPHRASE, passphrases, SECRET, secrets));
        setPasswordEncoder(encoders);
    }

    /** Somebody about to sign in. */
    private record Candidate(SignedIn who, String hash, Collection<? extends GrantedAuthority> authorities)
            implements UserDetails {

        private static final long serialVersionUID = 1;

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return authorities;
        }

        @Override
        public String getPassword() {
            return hash;
        }

        @Override
        public String getUsername() {
            return who.getName();
        }
    }

    @Override
    protected Authentication createSuccessAuthentication(Object principal, Authentication asked, UserDetails user) {
        return user instanceof Candidate it
                ? UsernamePasswordAuthenticationToken.authenticated(it.who(), null, it.authorities())
                : super.createSuccessAuthentication(principal, asked, user);
    }

    private static Candidate person(Logins logins, Clients clients, String email, InstantSource clock) {
        var login = logins.ofEmail(email).orElseThrow(() -> unknown(email));
        var hash = logins.passphrase(login.id()).orElseThrow(() -> unknown(email));
        var accesses =
                clients.of(login.id()).stream().filter(it -> !it.revoked()).toList();
        var only = accesses.size() == 1 ? accesses.getFirst() : null;
        return new Candidate(
                of(login, only, accesses.size() > 1, logins.epoch(login.id()), clock),
                "{" + PASSPHRASE + "}" + hash,
                authorities(only));
    }

    private static Candidate machine(Clients clients, String id, InstantSource clock) {
        var client = clients.find(id)
                .filter(it -> it.login() == null && it.standing().pages())
                .orElseThrow(() -> unknown(id));
        var hash = clients.secretHash(id).orElseThrow(() -> unknown(id));
        return new Candidate(
                new SignedIn(null, id, id, false, client.standing().epoch(), clock.instant(), device()),
                "{" + SECRET + "}" + hash,
                authorities(client));
    }

    /** A person with an access, or with none while several are there to choose from. */
    static SignedIn of(Login login, @Nullable Client access, boolean several, int epoch, InstantSource clock) {
        return new SignedIn(
                login.id(),
                access == null ? null : access.id(),
                login.name(),
                several,
                access == null ? epoch : access.standing().epoch(),
                clock.instant(),
                device());
    }

    static List<GrantedAuthority> authorities(@Nullable Client client) {
        return client == null
                ? List.of()
                : client.roles().stream()
                        .<GrantedAuthority>map(it -> new SimpleGrantedAuthority("ROLE_" + it))
                        .toList();
    }

    private static String device() {
        return SignedIn.device(
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes it
                        ? it.getRequest().getHeader("User-Agent")
                        : null);
    }

    private static UsernameNotFoundException unknown(String name) {
        return new UsernameNotFoundException(name);
    }
}
