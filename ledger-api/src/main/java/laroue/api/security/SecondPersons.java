package laroue.api.security;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Sentence;
import laroue.association.SecondPersonAct;
import laroue.confirmation.WaitingAct;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Role;
import laroue.value.AssociationCode;

/** Who can be the second person for what waits: another person, with as much power in the same association. */
public final class SecondPersons {

    /** What operators ask for, and confirm among themselves; what staff ask for, staff confirm. */
    public static final Set<SecondPersonAct> OF_DESKS =
            EnumSet.of(SecondPersonAct.WITHDRAWAL, SecondPersonAct.LATE_ENTRY);

    private static final Set<Role> STAFF = EnumSet.of(Role.TREASURER, Role.ADMIN);

    private static final Set<Role> STAFF_AND_DESKS = EnumSet.of(Role.TREASURER, Role.ADMIN, Role.DESK);

    /** Looked for are so many at most, named are fewer. */
    private static final int MOST_LOOKED_AT = 200;

    private static final int MOST_NAMED = 10;

    private final Clients clients;
    private final Actors actors;

    SecondPersons(Clients clients, Actors actors) {
        this.clients = clients;
        this.actors = actors;
    }

    /** Whether somebody sees that an act waits: an operator, what desks ask for and the own requests. */
    static boolean sees(Caller caller, WaitingAct waiting) {
        return caller.worksFor(waiting.association())
                && (!caller.isOnlyOperator()
                        || OF_DESKS.contains(waiting.act())
                        || waiting.by().equals(caller.client()));
    }

    /** Whether the role of somebody reaches as far as that of the client that asked, whoever stands behind it. */
    public boolean hasPower(Caller caller, SecondPersonAct act, AssociationCode association, String askedBy) {
        return caller.worksFor(association) && caller.roles().stream().anyMatch(rolesFor(act, askedBy)::contains);
    }

    /** Whether somebody can confirm what a client asked for. */
    public boolean mayConfirm(Caller caller, SecondPersonAct act, AssociationCode association, String askedBy) {
        return hasPower(caller, act, association, askedBy) && isAnother(caller, askedBy);
    }

    /**
     * Lets through who can be the second person.
     *
     * @throws ProblemException as {@code forbidden} where the role does not reach; as {@code second-person-needed} where it is
     *     the same person, naming who can confirm
     */
    public void requireAnother(Caller caller, WaitingAct waiting) {
        requirePower(caller, waiting);
        if (!isAnother(caller, waiting.by())) {
            var names = confirmers(waiting.act(), waiting.association(), waiting.by());
            throw new ProblemException(Problem.of(
                    ProblemType.SECOND_PERSON_NEEDED,
                    names.isEmpty()
                            ? Sentence.of("second-person-needed.nobody")
                            : Sentence.of("second-person-needed.somebody", Map.of("names", String.join(", ", names))),
                    Map.of("confirmers", names)));
        }
    }

    /**
     * Lets through whose role reaches far enough, or who had asked.
     *
     * @throws ProblemException as {@code forbidden}
     */
    public void requirePower(Caller caller, WaitingAct waiting) {
        if (!hasPower(caller, waiting.act(), waiting.association(), waiting.by())
                && !waiting.by().equals(caller.client())) {
            throw Denied.forbidden();
        }
    }

    /** All clients of the one who confirms, and the one that asked if the same person stands behind it. */
    public Set<String> personOf(Caller caller, WaitingAct waiting) {
        var all = new HashSet<>(clients.ofPerson(caller.person()));
        if (!isAnother(caller, waiting.by())) {
            all.add(waiting.by());
        }
        return all;
    }

    /** The names of those who can confirm what a client asked for. */
    public List<String> confirmers(SecondPersonAct act, AssociationCode association, String askedBy) {
        var behind = behind(askedBy);
        return clients.staff(association, rolesFor(act, askedBy), MOST_LOOKED_AT).stream()
                .filter(it -> !isSame(it.id(), behind(it.id()), askedBy, behind))
                .map(it -> actors.name(it.id()))
                .distinct()
                .limit(MOST_NAMED)
                .toList();
    }

    private Set<Role> rolesFor(SecondPersonAct act, String askedBy) {
        boolean ofDesk = OF_DESKS.contains(act)
                && clients.find(askedBy)
                        .filter(it -> it.roles().equals(Set.of(Role.DESK)))
                        .isPresent();
        return ofDesk ? STAFF_AND_DESKS : STAFF;
    }

    private boolean isAnother(Caller caller, String askedBy) {
        return !isSame(caller.client(), behind(caller.client()), askedBy, behind(askedBy));
    }

    /** One person stands behind both, or the one that asked entered the other itself. */
    private boolean isSame(String client, String behindClient, String askedBy, String behindAsked) {
        boolean entered = clients.createdBy(client).filter(askedBy::equals).isPresent()
                && clients.find(client).filter(it -> it.login() == null).isPresent();
        return entered || behindClient.equals(behindAsked);
    }

    /**
     * Who stands behind a client: its person, or the one who entered a machine client, and so on. What the node itself or
     * whoever runs the machine entered stands for itself.
     */
    private String behind(String id) {
        var seen = new HashSet<String>();
        var at = id;
        while (seen.add(at)) {
            var client = clients.find(at);
            if (client.isEmpty()) {
                return at;
            }
            var person = client.get().person();
            if (!person.equals(at)) {
                if (client.get().login() != null) {
                    return person;
                }
                at = person;
                continue;
            }
            var creator = clients.createdBy(at).flatMap(clients::find).filter(it -> !isOfTheMachine(it));
            if (creator.isEmpty()) {
                return at;
            }
            at = creator.get().id();
        }
        return at;
    }

    private static boolean isOfTheMachine(Client client) {
        return client.everyAssociation() && client.login() == null;
    }
}
