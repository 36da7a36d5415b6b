package laroue.admin.node;

import java.util.Set;
import java.util.stream.Collectors;
import laroue.register.Clients;
import laroue.register.Secrets;
import org.springframework.stereotype.Component;

/** The clients of the demonstration who can still sign in with its secret: only they are named to visitors. */
@Component
public class DemoClients {

    /** The secret of every client of the demonstration. */
    public static final String SECRET = "demo";

    private final Clients clients;
    private final String hash;

    DemoClients(Clients clients, Secrets secrets) {
        this.clients = clients;
        this.hash = secrets.hashOfClientSecret(SECRET);
    }

    /** Their ids; none of one that was revoked, has another secret by now, or never was. */
    public Set<String> ids() {
        return clients.withSecret(hash, Welcome.demonstrationClients()).stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
