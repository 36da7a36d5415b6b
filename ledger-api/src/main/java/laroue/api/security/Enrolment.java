package laroue.api.security;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.api.command.Submissions;
import laroue.api.http.Written;
import laroue.api.security.SecuritySettings.SecondFactor;
import laroue.decision.Operation;
import laroue.power.PowerCommand;
import laroue.power.PowerCommand.ChangeSecret;
import laroue.power.PowerCommand.GrantPower;
import laroue.power.PowerCommand.RecordPower;
import laroue.power.PowerEvent.PowerBegun;
import laroue.power.PowerEvent.PowerEnded;
import laroue.register.Client;
import laroue.register.Client.Standing;
import laroue.register.Clients;
import laroue.register.May;
import laroue.register.Role;
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
    private final Submissions submissions;
    private final SecondFactor policy;

    Enrolment(Clients clients, Callers callers, ClientSecrets secrets, Submissions submissions, SecondFactor policy) {
        this.clients = clients;
        this.callers = callers;
        this.secrets = secrets;
        this.submissions = submissions;
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

    /**
     * What the ledger is asked before the register does it.
     *
     * @param command is carried out with {@code shown} as its answer; then {@link #apply}
     */
    public record Enrolling(Operation operation, PowerCommand command, Shown shown) {}

    /** Enters a client. */
    public Enrolling entering(Caller caller, Client client, Description description) {
        var operation = submissions.operation();
        var standing = standingOf(caller, client);
        return new Enrolling(
                operation,
                new GrantPower(
                        operation,
                        client.id(),
                        client.association(),
                        written(client.roles()),
                        client.account(),
                        client.merchant(),
                        client.desk(),
                        written(client.may()),
                        client.everyAssociation(),
                        null,
                        standing.standing().owner(),
                        standing.standing().program(),
                        standing.standing().pages(),
                        description.name(),
                        description.purpose(),
                        caller.client()),
                new Shown(client.id(), secrets.of(operation.id())));
    }

    /** Whether a key was used for such an answer in the register, before it was the ledger's. */
    public boolean wasShown(Caller caller, @Nullable String key) {
        return clients.wasShown(caller.client(), key);
    }

    /** Does in the register what the ledger has recorded; twice is once. */
    public void apply(PowerCommand recorded) {
        switch (recorded) {
            case GrantPower it -> grant(it);
            case ChangeSecret it -> {
                clients.rotate(
                        it.client(),
                        secrets.encode(secrets.of(it.operation().id())),
                        Duration.ofSeconds(it.keptSeconds()),
                        it.waitsFor());
                callers.forget(it.client());
            }
            case RecordPower _ -> {}
        }
    }

    private void grant(GrantPower it) {
        if (clients.find(it.client()).isPresent()) {
            return;
        }
        var client = new Client(
                it.client(),
                read(it.roles(), Role.class),
                it.association(),
                it.account(),
                it.merchant(),
                it.desk(),
                read(it.may(), May.class),
                it.everyAssociation(),
                false,
                new Standing(null, it.owner(), it.program(), it.pages(), false, 0));
        clients.create(client, secrets.encode(secrets.of(it.operation().id())), it.by());
        clients.describe(it.client(), it.called(), it.purpose());
    }

    /** What is shown once of a power that was recorded; null of one that shows nothing. */
    public @Nullable Shown shown(PowerCommand recorded) {
        return recorded instanceof RecordPower
                ? null
                : new Shown(client(recorded), secrets.of(recorded.operation().id()));
    }

    private static String client(PowerCommand command) {
        return switch (command) {
            case GrantPower it -> it.client();
            case ChangeSecret it -> it.client();
            case RecordPower it -> it.event().client();
        };
    }

    private static List<String> written(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Written::of).sorted().toList();
    }

    private static <E extends Enum<E>> Set<E> read(List<String> written, Class<E> constants) {
        return written.stream()
                .map(it -> Written.read(it, constants).orElseThrow())
                .collect(Collectors.toSet());
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
        submissions.record(
                caller.client(),
                new RecordPower(
                        submissions.operation(),
                        new PowerBegun(
                                id, client.get().association(), client.get().account())));
        clients.makeProgram(id, caller.client());
        callers.forget(id);
        return Word.TAKEN;
    }

    private String person(String client) {
        return clients.find(client).map(Client::person).orElse(client);
    }

    /**
     * A new secret for a client; empty where the client is revoked, or has none. Its second factor stays. A
     * client of staff that another one gives a new secret waits for a second person, as a new one does.
     *
     * @param keep how long the old secret is good beside the new one; zero ends it now, with its tokens and sessions
     */
    public Optional<Enrolling> rotating(Caller caller, String id, Duration keep) {
        boolean own = id.equals(caller.client());
        return clients.find(id)
                .filter(it -> !it.revoked() && it.login() == null)
                .map(client -> {
                    boolean alone = policy != SecondFactor.OFF && !isOfTheMachine(caller) && !own && client.isStaff();
                    var operation = submissions.operation();
                    var command = new ChangeSecret(
                            operation,
                            id,
                            client.association(),
                            client.account(),
                            own,
                            keep.toSeconds(),
                            alone ? caller.person() : null,
                            caller.client());
                    return new Enrolling(operation, command, new Shown(id, secrets.of(operation.id())));
                });
    }

    /** Ends a client with its tokens and sessions; on this node at once. The register first: what is told as ended is so. */
    public void revoke(Caller caller, String id) {
        var client = clients.find(id);
        clients.revoke(id);
        callers.forget(id);
        client.ifPresent(it -> submissions.record(
                caller.client(),
                new RecordPower(submissions.operation(), new PowerEnded(id, it.association(), it.account()))));
    }
}
