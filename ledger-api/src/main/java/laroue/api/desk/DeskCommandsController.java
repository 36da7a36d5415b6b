package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalTime;
import laroue.api.command.Problems;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.association.Association;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.desk.DeskCommand.CloseDesk;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.register.DeskNames;
import laroue.register.Memos;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An admin opens desks, and closes them. */
@RestController
class DeskCommandsController {

    private final Commands commands;
    private final Access access;
    private final LedgerState ledgerState;
    private final DeskBooks books;
    private final DeskNames names;
    private final Memos words;

    DeskCommandsController(
            Commands commands, Access access, LedgerState ledgerState, DeskBooks books, DeskNames names, Memos words) {
        this.commands = commands;
        this.access = access;
        this.ledgerState = ledgerState;
        this.books = books;
        this.names = names;
        this.words = words;
    }

    /**
     * A desk that is asked for.
     *
     * @param dayBegins when its business day begins; null for midnight
     */
    record NewDesk(
            String name,
            String commune,
            AssociationCode association,
            @Nullable LocalTime dayBegins) {
        static NewDesk of(Fields it) {
            return new NewDesk(
                    it.text("name", 200),
                    it.commune("commune"),
                    it.association("association"),
                    it.timeOrNull("dayBegins"));
        }

        OpenDesk command(Operation operation, DeskId desk) {
            return new OpenDesk(
                    operation, desk, association, commune, dayBegins == null ? LocalTime.MIDNIGHT : dayBegins);
        }
    }

    record Opened(String desk) {}

    @PostMapping("/v1/desks")
    ResponseEntity<String> open(Caller caller, Call call) {
        var asked = call.read(NewDesk::of);
        access.requireAssociation(caller, asked.association());
        if (ledgerState.find(Association.TYPE, asked.association().code()).isEmpty()) {
            throw Problems.notFound();
        }
        var operation = commands.operation();
        var desk = names.enter(operation.id(), asked.name());
        return commands.carryOut(
                caller.client(), call, asked.command(operation, desk), (DeskId it) -> new Opened(it.id()), 201);
    }

    record Closing(
            String reason, boolean writeOff, @Nullable Instant effectiveAt) {
        static Closing of(Fields it) {
            return new Closing(Given.reason(it), it.flag("writeOff"), Given.effectiveAt(it));
        }
    }

    @JsonInclude(Include.NON_NULL)
    record Closed(String id, String desk, String state) {}

    @Money
    @PostMapping("/v1/desks/{d}/close")
    ResponseEntity<String> close(Caller caller, @PathVariable String d, Call call) {
        var asked = call.read(Closing::of);
        var desk = books.desk(d);
        var operation = commands.operation(asked.effectiveAt());
        commands.unlessPreview(call, () -> words.enter(operation.id(), null, asked.reason()));
        return commands.carryOut(
                caller.client(),
                call,
                new CloseDesk(operation, desk.id(), asked.writeOff()),
                (DeskId it) -> new Closed(operation.id().toString(), it.id(), "closed"),
                200);
    }
}
