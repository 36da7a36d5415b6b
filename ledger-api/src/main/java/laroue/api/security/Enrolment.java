package laroue.api.security;

import java.util.Optional;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.SecondFactors;
import org.jspecify.annotations.Nullable;

/** Enters clients, gives them new secrets and revokes them. A secret is shown once: under the same key it is not shown again. */
public final class Enrolment {

    private final Clients clients;
    private final Callers callers;
    private final ClientSecrets secrets;
    private final SecondFactors secondFactors;

    Enrolment(Clients clients, Callers callers, ClientSecrets secrets, SecondFactors secondFactors) {
        this.clients = clients;
        this.callers = callers;
        this.secrets = secrets;
        this.secondFactors = secondFactors;
    }

    /** What is shown once. */
    public record Shown(String clientId, String clientSecret) {}

    /** An id for a new client, opaque. */
    public static String freshId() {
        return ClientSecrets.freshId();
    }

    /** Enters a client; empty where that was asked before. */
    public Optional<Shown> enter(Caller caller, Client client, @Nullable String key) {
        var secret = ClientSecrets.freshSecret();
        return clients.create(client, secrets.encode(secret), caller.client(), key)
                ? Optional.of(new Shown(client.id(), secret))
                : Optional.empty();
    }

    /** A new secret for a client; empty where that was asked before, or the client is revoked. */
    public Optional<Shown> rotate(Caller caller, String id, @Nullable String key) {
        var secret = ClientSecrets.freshSecret();
        return switch (clients.rotate(id, secrets.encode(secret), caller.client(), key)) {
            case ROTATED -> {
                // Who lost both gets both anew.
                secondFactors.forget(id);
                yield Optional.of(new Shown(id, secret));
            }
            case ASKED_BEFORE, REVOKED -> Optional.empty();
        };
    }

    /** Ends a client; on this node at once. */
    public void revoke(String id) {
        clients.revoke(id);
        callers.forget(id);
    }
}
