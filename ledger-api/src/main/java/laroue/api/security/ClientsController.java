package laroue.api.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.Enrolment.Description;
import laroue.api.security.Enrolment.Enrolling;
import laroue.decision.LedgerState;
import laroue.desk.Desk;
import laroue.merchant.Merchant;
import laroue.power.Power;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.MachineClient;
import laroue.register.May;
import laroue.value.DeskId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The clients themselves: entered by an admin, their secret shown once. A key that was used for an answer with a secret
 * gets no replay.
 */
@RestController
class ClientsController {

    private final Clients clients;
    private final Enrolment enrolment;
    private final WantedClients wanting;
    private final Commands commands;
    private final LedgerState ledgerState;

    ClientsController(
            Clients clients, Enrolment enrolment, WantedClients wanting, Commands commands, LedgerState ledgerState) {
        this.commands = commands;
        this.clients = clients;
        this.enrolment = enrolment;
        this.wanting = wanting;
        this.ledgerState = ledgerState;
    }

    /** Who the caller is; what it has not is left out. */
    @JsonInclude(Include.NON_NULL)
    record Me(
            String client,
            List<String> roles,
            @Nullable String association,
            @Nullable String account,
            @Nullable String merchant,
            @Nullable String desk) {}

    record NewClient(WantedClient what, Description description) {

        static NewClient of(Fields it) {
            return new NewClient(WantedClient.of(it), described(it));
        }
    }

    record NewTill(Set<May> may, Description description) {

        static NewTill of(Fields it) {
            return new NewTill(orRead(it.setOrNull("may", May.class)), described(it));
        }
    }

    record SecretShown(String clientId, String clientSecret) {}

    record Revoked(String clientId, boolean revoked) {}

    /** One line of the list; never a secret. */
    @JsonInclude(Include.NON_NULL)
    record Listed(
            String clientId,
            List<String> roles,
            @Nullable String association,
            @Nullable String account,
            @Nullable String merchant,
            @Nullable String desk,
            List<String> may,
            boolean revoked,
            @Nullable String name,
            @Nullable String purpose,
            String owner,
            @Nullable Instant lastUsedAt,
            boolean program) {}

    @GetMapping("/v1/me")
    Me me(Caller caller) {
        return new Me(
                caller.client(),
                Written.all(caller.roles()),
                text(caller.association()),
                text(caller.account()),
                text(caller.merchant()),
                caller.desk());
    }

    @GetMapping("/v1/clients")
    Page<Listed> list(Caller caller, Paging paging) {
        var after = paging.after();
        var found = clients.list(caller.limitedTo().orElse(null), after == null ? "" : after, paging.oneMore());
        return Page.of(
                Listed.class, found.stream().map(ClientsController::listed).toList(), paging, Listed::clientId);
    }

    @PostMapping(path = "/v1/clients", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> create(Caller caller, Call call) {
        var wanted = call.read(NewClient::of);
        return enter(caller, wanting.client(caller, wanted.what()), wanted.description(), call);
    }

    @PostMapping(path = "/v1/merchants/{id}/clients", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> createForMerchant(Caller caller, @PathVariable String id, Call call) {
        var wanted = call.read(NewTill::of);
        var merchant = ledgerState.find(Merchant.TYPE, id).orElseThrow(Denied::notFound);
        return enter(
                caller,
                Client.merchant(ClientSecrets.freshId(), merchant.id(), merchant.account(), wanted.may()),
                wanted.description(),
                call);
    }

    @PostMapping(path = "/v1/desks/{d}/clients", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> createForDesk(Caller caller, @PathVariable String d, Call call) {
        var description = call.read(ClientsController::described);
        var desk = desk(d);
        return enter(
                caller,
                Client.desk(
                        ClientSecrets.freshId(), desk.association(), desk.id().id()),
                description,
                call);
    }

    @PostMapping(path = "/v1/clients/{id}/rotate", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> rotate(Caller caller, @PathVariable String id, Call call) {
        var keep = call.read(it -> it.has("keepOldMinutes")
                ? Duration.ofMinutes(it.whole("keepOldMinutes", 0, Enrolment.LONGEST_KEPT.toMinutes()))
                : Duration.ZERO);
        return carryOut(caller, call, enrolment.rotating(caller, id, keep).orElseThrow(Denied::alreadyDone), 200);
    }

    record Program(String clientId, boolean program) {}

    @PostMapping(path = "/v1/clients/{id}/program", produces = MediaType.APPLICATION_JSON_VALUE)
    Program makeProgram(Caller caller, @PathVariable String id, Call call) {
        call.readNothing();
        return switch (enrolment.makeProgram(caller, id)) {
            case TAKEN -> new Program(id, true);
            case ALREADY -> throw new ProblemException(ProblemType.ALREADY_DONE);
            case SECOND_PERSON_NEEDED -> throw new ProblemException(ProblemType.SECOND_PERSON_NEEDED);
        };
    }

    @PostMapping(path = "/v1/clients/{id}/revoke", produces = MediaType.APPLICATION_JSON_VALUE)
    Revoked revoke(Caller caller, @PathVariable String id, Call call) {
        call.readNothing();
        enrolment.revoke(caller, id);
        return new Revoked(id, true);
    }

    private ResponseEntity<String> enter(Caller caller, Client client, Description description, Call call) {
        return carryOut(caller, call, enrolment.entering(caller, client, description), 201);
    }

    /** Recorded first, then done in the register: what is there was recorded. */
    private ResponseEntity<String> carryOut(Caller caller, Call call, Enrolling enrolling, int status) {
        if (enrolment.wasShown(caller, call.key())) {
            throw Denied.alreadyDone();
        }
        var shown = enrolling.shown();
        var answer = commands.carryOutAndShowOnce(
                caller.client(),
                call,
                enrolling.command(),
                (Power _) -> new SecretShown(shown.clientId(), shown.clientSecret()),
                status);
        if (answer.getStatusCode().value() == status) {
            enrolment.apply(enrolling.command());
        }
        return answer;
    }

    private static Description described(Fields it) {
        return new Description(it.textOrNull("name", 100), it.textOrNull("purpose", 200));
    }

    private Desk desk(String id) {
        return DeskId.parse(id)
                .flatMap(it -> ledgerState.find(Desk.TYPE, Desk.stream(it)))
                .orElseThrow(Denied::notFound);
    }

    private static Set<May> orRead(@Nullable Set<May> may) {
        return may == null ? Set.of(May.READ) : may;
    }

    private static Listed listed(MachineClient machine) {
        var it = machine.client();
        return new Listed(
                it.id(),
                Written.all(it.roles()),
                text(it.association()),
                text(it.account()),
                text(it.merchant()),
                it.desk(),
                Written.all(it.may()),
                it.revoked(),
                machine.name(),
                machine.purpose(),
                machine.owner(),
                machine.lastUsedAt(),
                it.standing().program());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
