package laroue.api.security;

import java.time.Duration;
import java.util.Optional;
import laroue.api.security.SecuritySettings.SecondFactor;
import laroue.register.Client;
import laroue.register.Clients;
import org.jspecify.annotations.Nullable;

/**
 * Enters machine clients, gives them new secrets and revokes them. A secret is shown once: under the same key it is not
 * shown again. A client with the rights of staff that a person enters alone opens nothing until a second person says that it
 * is a program.
 */
public final class Enrolment {

    /** How long an old secret can be kept at most, beside the new one. */
    public static final Duration LONGEST_KEPT = Duration.ofDays(30);

    private final Clients clients;
    private final Callers callers;
    private final ClientSecrets secrets;
    private final SecondFactor policy;

    Enrolment(Clients clients, Callers callers, ClientSecrets secrets, SecondFactor policy) {
        this.clients = clients;
        this.callers = callers;
        this.secrets = secrets;
        this.policy = policy;
    }

    /** What is shown once. */
    public record Shown(String clientId, String clientSecret) {}

    /** An id for a new client, opaque. */
    public static String freshId() {
        return ClientSecrets.freshId();
    }

    /** What people call a machine client, and what it is for; either may be missing. */
    public record Description(
            @Nullable String name, @Nullable String purpose) {}

    /** Enters a client; empty where that was asked before. */
    public Optional<Shown> enter(Caller caller, Client client, Description description, @Nullable String key) {
        var secret = ClientSecrets.freshSecret();
        if (!clients.create(standingOf(caller, client), secrets.encode(secret), caller.client(), key)) {
            return Optional.empty();
        }
        clients.describe(client.id(), description.name(), description.purpose());
        return Optional.of(new Shown(client.id(), secret));
    }

    /**
     * In a demonstration everybody tries everything alone. On a real node, client {@code admin} belongs to who runs the
     * machine and could write in the database as well: what it enters is as it says.
     */
    private Client standingOf(Caller caller, Client client) {
        if (policy == SecondFactor.OFF || isOfTheMachine(caller)) {
            return client;
        }
        var owned = client.ownedBy(caller.person());
        return client.isStaff() ? owned.waiting() : owned;
    }

    /** Whether this is the client of who runs the node, and of nobody in an association. */
    static boolean isOfTheMachine(Caller caller) {
        return caller.everyAssociation() && caller.standing().login() == null;
    }

    /** What became of the word that a client is a program. */
    public enum Word {
        TAKEN,
        /** It is one already, or never will be: it is revoked, or a person's access. */
        ALREADY,
        /** The one who entered it, gave it its last secret, or stands behind it, cannot be the second person. */
        SECOND_PERSON_NEEDED
    }

    /** A second person says that a client is a program: it gets tokens from here on, and signs in on no page. */
    public Word makeProgram(Caller caller, String id) {
        var client = clients.find(id).filter(it -> it.login() == null && !it.revoked());
        if (client.isEmpty() || client.get().standing().program()) {
            return Word.ALREADY;
        }
        var knows = clients.openedBy(id).or(() -> clients.createdBy(id).map(this::person));
        boolean other = !client.get().person().equals(caller.person()) && !knows.equals(Optional.of(caller.person()));
        if (!other && !isOfTheMachine(caller)) {
            return Word.SECOND_PERSON_NEEDED;
        }
        clients.makeProgram(id, caller.client());
        callers.forget(id);
        return Word.TAKEN;
    }

    private String person(String client) {
        return clients.find(client).map(Client::person).orElse(client);
    }

    /**
     * A new secret for a client; empty where that was asked before, or the client is revoked. Its second factor stays. A
     * client of staff that another one gives a new secret waits for a second person, as a new one does.
     *
     * @param keep how long the old secret is good beside the new one; zero ends it now, with its tokens and sessions
     */
    public Optional<Shown> rotate(Caller caller, String id, @Nullable String key, Duration keep) {
        var secret = ClientSecrets.freshSecret();
        boolean alone = policy != SecondFactor.OFF
                && !isOfTheMachine(caller)
                && !id.equals(caller.client())
                && clients.find(id).filter(Client::isStaff).isPresent();
        var waitsFor = alone ? caller.person() : null;
        return switch (clients.rotate(id, secrets.encode(secret), caller.client(), key, keep, waitsFor)) {
            case ROTATED -> {
                callers.forget(id);
                yield Optional.of(new Shown(id, secret));
            }
            case ASKED_BEFORE, REVOKED -> Optional.empty();
        };
    }

    /** Ends a client with its tokens and sessions; on this node at once. */
    public void revoke(String id) {
        clients.revoke(id);
        callers.forget(id);
    }
}
