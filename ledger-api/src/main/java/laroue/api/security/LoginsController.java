package laroue.api.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Fields;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.mail.Mailer.Sent;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Login;
import laroue.register.Logins;
import laroue.register.May;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The people who sign in on pages, for the programs of an association: invited, sent links, signed out, and closed when they
 * leave. One of their accesses is ended as any client is revoked.
 */
@RestController
class LoginsController {

    private static final int MOST_LETTERS = 100;

    private final Logins logins;
    private final Clients clients;
    private final Invitations invitations;
    private final LinkMails mails;
    private final Sessions sessions;
    private final WantedClients wanting;

    LoginsController(
            Logins logins,
            Clients clients,
            Invitations invitations,
            LinkMails mails,
            Sessions sessions,
            WantedClients wanting) {
        this.logins = logins;
        this.clients = clients;
        this.invitations = invitations;
        this.mails = mails;
        this.sessions = sessions;
        this.wanting = wanting;
    }

    /** An access; what it has not is left out. */
    @JsonInclude(Include.NON_NULL)
    record ListedAccess(
            String clientId,
            List<String> roles,
            @Nullable String association,
            @Nullable String account,
            @Nullable String merchant,
            @Nullable String desk,
            boolean waits,
            boolean revoked) {}

    /** A person with what this caller may know of the accesses. */
    record Listed(
            String login, String name, String email, String state, List<ListedAccess> accesses, Instant createdAt) {}

    record Invitation(String name, String email, WantedClient access) {

        static Invitation of(Fields it) {
            return new Invitation(
                    it.text("name", MOST_LETTERS),
                    it.text("email", Login.EMAIL, Sentence.of("field.email-address")),
                    WantedClient.of(it));
        }
    }

    /**
     * What became of a link.
     *
     * @param link the path of the link with its token, where it was not sent for certain
     */
    @JsonInclude(Include.NON_NULL)
    record Given(
            String login,
            @Nullable String clientId,
            @Nullable String mail,
            @Nullable String link) {}

    record ListedSession(String session, Instant since, Instant lastUsedAt, String device) {}

    record OpenSessions(List<ListedSession> items) {}

    record Ended(String login) {}

    record Factor(String login, String factor) {}

    record Left(String login, String state) {}

    @GetMapping("/v1/logins")
    Page<Listed> list(Caller caller, Paging paging) {
        var after = paging.after();
        var found = logins.page(caller.limitedTo().orElse(null), after == null ? "" : after, paging.oneMore());
        return Page.of(
                Listed.class, found.stream().map(it -> listed(caller, it)).toList(), paging, Listed::login);
    }

    @GetMapping("/v1/logins/{l}")
    Listed login(Caller caller, @PathVariable String l) {
        return listed(caller, find(l));
    }

    @PostMapping(path = "/v1/logins", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Given invite(Caller caller, Call call) {
        var wanted = call.read(Invitation::of);
        var rights = wanted.access().may() == null ? wanted.access().with(EnumSet.allOf(May.class)) : wanted.access();
        var client = wanting.client(caller, rights);
        once(caller, call);
        var invited = invitations.invite(caller, wanted.name(), wanted.email(), client);
        return invited.token() == null
                ? new Given(invited.login().id(), client.id(), null, null)
                : given(invited.login(), client.id(), invited.token());
    }

    @PostMapping(path = "/v1/logins/{l}/link", produces = MediaType.APPLICATION_JSON_VALUE)
    Given link(Caller caller, @PathVariable String l, Call call) {
        call.readNothing();
        var login = open(l);
        once(caller, call);
        return given(login, null, invitations.link(caller, login));
    }

    private Given given(Login login, @Nullable String client, String token) {
        var sent = mails.send(login, token);
        return new Given(login.id(), client, Written.of(sent), sent == Sent.TAKEN ? null : LinkMails.path(token));
    }

    @GetMapping("/v1/logins/{l}/sessions")
    OpenSessions sessions(@PathVariable String l) {
        return new OpenSessions(sessions.of(find(l).id()).stream()
                .map(it -> new ListedSession(
                        it.name(), it.who().since(), it.lastUsed(), it.who().device()))
                .toList());
    }

    @PostMapping(path = "/v1/logins/{l}/sessions/end", produces = MediaType.APPLICATION_JSON_VALUE)
    Ended endSessions(@PathVariable String l, Call call) {
        var session = call.read(it -> Optional.ofNullable(it.textOrNull("session", MOST_LETTERS)));
        var login = find(l);
        if (session.isEmpty()) {
            invitations.endSessions(login.id());
        } else if (!sessions.end(login.id(), session.get())) {
            throw Problems.notFound();
        }
        return new Ended(login.id());
    }

    @PostMapping(path = "/v1/logins/{l}/factor/forget", produces = MediaType.APPLICATION_JSON_VALUE)
    Factor forgetFactor(Caller caller, @PathVariable String l, Call call) {
        call.readNothing();
        return new Factor(l, Written.of(invitations.forgetFactor(caller, open(l).id())));
    }

    @PostMapping(path = "/v1/logins/{l}/leave", produces = MediaType.APPLICATION_JSON_VALUE)
    Left leave(Caller caller, @PathVariable String l, Call call) {
        call.readNothing();
        invitations.leave(caller, find(l).id());
        return new Left(l, state(find(l)));
    }

    /** The answer holds a secret, and is shown once. */
    private void once(Caller caller, Call call) {
        if (call.key() != null && !clients.isFirst(caller.client(), call.key())) {
            throw Denied.alreadyDone();
        }
    }

    /** Whom the table of rules has let through. */
    private Login find(String id) {
        return invitations.find(id).orElseThrow(Problems::notFound);
    }

    private Login open(String id) {
        return invitations.find(id).filter(it -> !it.closed()).orElseThrow(Denied::alreadyDone);
    }

    private Listed listed(Caller caller, Login it) {
        return new Listed(
                it.id(),
                it.name(),
                it.email(),
                state(it),
                invitations.accesses(caller, it.id()).stream()
                        .map(LoginsController::listed)
                        .toList(),
                it.createdAt());
    }

    private static String state(Login it) {
        if (it.closed()) {
            return "closed";
        }
        return it.accepted() ? "open" : "invited";
    }

    private static ListedAccess listed(Client it) {
        return new ListedAccess(
                it.id(),
                Written.all(it.roles()),
                text(it.association()),
                text(it.account()),
                text(it.merchant()),
                it.desk(),
                !it.hasBegun(),
                it.revoked());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
