package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Logins;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** With which of a person's accesses a session works: chosen after signing in, and changed without signing in again. */
public final class AccessChoice {

    private final Logins logins;
    private final Clients clients;
    private final Presence presence;
    private final Sessions sessions;
    private final InstantSource clock;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    AccessChoice(Logins logins, Clients clients, Presence presence, Sessions sessions, InstantSource clock) {
        this.logins = logins;
        this.clients = clients;
        this.presence = presence;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Who uses this session; empty where nobody has signed in. */
    public static Optional<SignedIn> signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn it
                ? Optional.of(it)
                : Optional.empty();
    }

    /** What the person may choose from. */
    public List<Client> accesses() {
        return signedIn().map(SignedIn::login).map(clients::of).orElse(List.of()).stream()
                .filter(it -> !it.revoked())
                .toList();
    }

    /**
     * Goes on with another access, in a session with nothing in it but what the person has proved.
     *
     * @return false if it is none of the person's
     */
    public boolean choose(String access, HttpServletRequest request, HttpServletResponse response) {
        var chosen = accesses().stream().filter(it -> it.id().equals(access)).findFirst();
        var login = signedIn().map(SignedIn::login).flatMap(logins::find).filter(it -> !it.closed());
        if (chosen.isEmpty() || login.isEmpty()) {
            return false;
        }
        var proof = presence.proofs(request);
        var who = PageSignIn.of(login.get(), chosen.get(), accesses().size() > 1, 0, clock);
        var authentication =
                UsernamePasswordAuthenticationToken.authenticated(who, null, PageSignIn.authorities(chosen.get()));
        sessions.onAuthentication(authentication, request, response);
        presence.restore(proof, request);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return true;
    }
}
