package laroue.api.security;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import laroue.api.command.Submissions;
import laroue.api.http.Written;
import laroue.power.PowerCommand.RecordPower;
import laroue.power.PowerEvent;
import laroue.power.PowerEvent.FactorForgotten;
import laroue.power.PowerEvent.FactorSet;
import laroue.power.PowerEvent.PowerBegun;
import laroue.power.PowerEvent.PowerEnded;
import laroue.power.PowerEvent.PowerGranted;
import laroue.power.PowerEvent.SecretChanged;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Login;
import laroue.register.Login.Link;
import laroue.register.Login.Purpose;
import laroue.register.Logins;
import laroue.register.SecondFactors;
import laroue.register.SecondFactors.Forgetting;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;

/**
 * How people get in and out: they are invited and choose a passphrase of their own, a second person sees whose the access
 * is, and who leaves is closed in one act.
 */
public final class Invitations {

    /** How long a link is good. */
    public static final Duration LINK_LIVES = Duration.ofDays(3);

    private static final Duration DIGITS_LIVE = Duration.ofMinutes(15);

    private final Logins logins;
    private final Clients clients;
    private final Callers callers;
    private final Passphrases passphrases;
    private final SecondFactors factors;

    private final Submissions submissions;

    Invitations(
            Logins logins,
            Clients clients,
            Callers callers,
            Passphrases passphrases,
            SecondFactors factors,
            Submissions submissions) {
        this.submissions = submissions;
        this.logins = logins;
        this.clients = clients;
        this.callers = callers;
        this.passphrases = passphrases;
        this.factors = factors;
    }

    /**
     * Somebody who was given an access.
     *
     * @param token what stands in the link; null for who has a passphrase already
     */
    public record Invited(Login login, @Nullable String token) {}

    /**
     * Gives a person an access; who has no login yet gets one, and a link to choose a passphrase.
     *
     * @param access as a machine client would have it; whose it becomes is said by the e-mail
     */
    public Invited invite(Caller by, String name, String email, Client access) {
        logins.create(ClientSecrets.freshId(), name.strip(), email, by.client());
        var login = logins.ofEmail(email).orElseThrow();
        record(
                by,
                new PowerGranted(
                        access.id(),
                        access.association(),
                        access.roles().stream().map(Written::of).sorted().toList(),
                        access.account(),
                        access.desk(),
                        true));
        clients.give(access.of(login.id()), by.client(), by.person());
        return new Invited(login, login.accepted() ? null : link(by, login.id(), Purpose.INVITATION));
    }

    /** A new link for a person: the first, or another after the passphrase was forgotten. Older ones are worth nothing. */
    public String link(Caller by, Login login) {
        return link(by, login.id(), login.accepted() ? Purpose.RESET : Purpose.INVITATION);
    }

    private String link(Caller by, String login, Purpose purpose) {
        var token = ClientSecrets.freshSecret();
        if (purpose == Purpose.RESET) {
            record(by, new SecretChanged(login, by.association(), null));
        }
        logins.link(token, login, purpose, LINK_LIVES, by.person());
        return token;
    }

    /** Whose link this is; empty for one that is good no longer. */
    public Optional<Login> invited(String token) {
        return logins.link(token).map(Link::login).flatMap(logins::find);
    }

    /** What is wrong with a passphrase for this person; empty if nothing is. */
    public Optional<Passphrases.Complaint> complaint(Login login, String passphrase) {
        return passphrases.complaint(passphrase, login.name(), login.email());
    }

    /**
     * The holder of a link takes a passphrase that nothing is wrong with. All sessions end, and rights wait for a
     * second person.
     *
     * @return false if the link was used in the meantime
     */
    public boolean accept(Login login, String token, String passphrase) {
        boolean accepted = logins.accept(token, passphrases.encode(passphrase));
        forget(login.id());
        return accepted;
    }

    /** Whether this is the passphrase of a person. */
    public boolean isPassphrase(String login, String passphrase) {
        return logins.passphrase(login)
                .filter(it -> passphrases.matches(passphrase, it))
                .isPresent();
    }

    /** The person takes another passphrase, and has to sign in with it. */
    public void changePassphrase(Login login, String passphrase) {
        logins.changePassphrase(login.id(), passphrases.encode(passphrase));
        forget(login.id());
    }

    /** Ends all sessions of a person. */
    public void endSessions(String login) {
        logins.endSessions(login);
        forget(login);
    }

    /** Eight digits that a person reads to another one, who types them. */
    public String digits(String login) {
        return logins.digits(login, DIGITS_LIVE);
    }

    /** What became of digits that were typed. */
    public enum Seen {
        YES,
        /** No such person waits, or these are not the digits. */
        NO,
        /** The one who gave the access, made the link, or took the second factor away cannot be the second person. */
        ANOTHER_NEEDED
    }

    /** A second person types the digits that the owner of an access is shown: rights begin. */
    public Seen see(Caller caller, String email, String digits) {
        var login = logins.ofEmail(email).filter(it -> !it.id().equals(caller.person()));
        var waiting = login.map(it -> waiting(it.id()).stream()
                        .filter(access -> governs(caller, access))
                        .toList())
                .orElse(List.of());
        if (login.isEmpty()
                || waiting.isEmpty()
                || !logins.areDigits(login.get().id(), digits)) {
            return Seen.NO;
        }
        var others = Enrolment.isOfTheMachine(caller)
                ? waiting
                : waiting.stream()
                        .filter(it -> !clients.openedBy(it.id()).equals(Optional.of(caller.person())))
                        .toList();
        if (others.isEmpty()) {
            return Seen.ANOTHER_NEEDED;
        }
        others.forEach(it -> record(caller, new PowerBegun(it.id(), it.association(), it.account())));
        logins.vouch(login.get().id(), others.stream().map(Client::id).toList(), caller.client());
        forget(login.get().id());
        return Seen.YES;
    }

    /** The accesses of a person whose rights have not begun. */
    public List<Client> waiting(String login) {
        return clients.of(login).stream()
                .filter(it -> !it.revoked() && !it.hasBegun())
                .toList();
    }

    /** The people of an association. */
    public List<Login> people(@Nullable AssociationCode association, int limit) {
        return logins.list(association, limit);
    }

    public Optional<Login> find(String login) {
        return logins.find(login);
    }

    /** The accesses of a person that this caller may see and end. */
    public List<Client> accesses(Caller caller, String login) {
        return clients.of(login).stream().filter(it -> governs(caller, it)).toList();
    }

    /** Ends one access. */
    public void revoke(Caller caller, String access) {
        var ended = clients.find(access);
        clients.revoke(access);
        callers.forget(access);
        ended.ifPresent(it -> recordEnd(caller, it));
    }

    private void recordEnd(Caller caller, Client access) {
        record(caller, new PowerEnded(access.id(), access.association(), access.account()));
    }

    private void record(Caller by, PowerEvent event) {
        submissions.record(by.client(), new RecordPower(submissions.operation(), event));
    }

    /**
     * A person leaves: all accesses that this caller governs end, and where none is left the login is closed, with
     * passphrase and links. Sessions end in any case.
     */
    public void leave(Caller caller, String login) {
        var ended = accesses(caller, login).stream().filter(it -> !it.revoked()).toList();
        ended.forEach(it -> clients.revoke(it.id()));
        if (clients.of(login).stream().allMatch(Client::revoked)) {
            logins.close(login, caller.client());
        } else {
            logins.endSessions(login);
        }
        forget(login);
        ended.forEach(it -> recordEnd(caller, it));
    }

    /**
     * Asks that the second factor of a person or a machine client be forgotten; the second person who asks agrees. Staff
     * rights of a login wait again then.
     */
    public Forgetting forgetFactor(Caller caller, String person) {
        var what = factors.forget(person, caller.person());
        if (what == Forgetting.FORGOTTEN) {
            logins.unvouch(person, caller.person());
            forget(person);
            record(caller, new FactorForgotten(person, caller.association()));
        }
        return what;
    }

    /** Somebody set up an application that shows codes. */
    void factorSet(Caller caller, String person) {
        record(caller, new FactorSet(person, caller.association()));
    }

    /** Whether somebody has asked that the second factor of a person be forgotten. */
    public boolean forgettingAsked(String person) {
        return factors.forgettingAskedBy(person).isPresent();
    }

    private static boolean governs(Caller caller, Client access) {
        return access.association() == null ? caller.everyAssociation() : caller.worksFor(access.association());
    }

    private void forget(String login) {
        clients.of(login).forEach(it -> callers.forget(it.id()));
    }
}
