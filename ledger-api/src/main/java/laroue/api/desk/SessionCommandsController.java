package laroue.api.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.CountedNotes;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.desk.Count;
import laroue.desk.DeskCommand.CloseSession;
import laroue.desk.DeskCommand.ConfirmDifference;
import laroue.desk.DeskCommand.ExplainDifference;
import laroue.desk.DeskCommand.OpenSession;
import laroue.desk.Desks.CountTaken;
import laroue.desk.Difference;
import laroue.desk.SessionReference;
import laroue.register.Memos;
import laroue.value.DeskId;
import laroue.value.OperationId;
import laroue.value.Series;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An operator counts at the beginning and at the end of a session, blind: what was expected is told in the answer, and
 * so a count has no preview (rule 29).
 */
@RestController
class SessionCommandsController {

    private final Commands commands;
    private final DeskBooks books;
    private final Memos words;

    private final Access access;

    SessionCommandsController(Access access, Commands commands, DeskBooks books, Memos words) {
        this.access = access;
        this.commands = commands;
        this.books = books;
        this.words = words;
    }

    /** What lies there, each pile and each means by itself: what is not counted is not there. */
    record Counting(
            @Nullable OperationId session,
            Count count,
            @Nullable Instant effectiveAt) {
        static Counting of(Fields it, Optional<Series> current) {
            var notes = it.object("counted");
            return new Counting(
                    Given.sessionId(it),
                    new Count(
                            CountedNotes.read(notes, "stock", current),
                            CountedNotes.read(notes, "returns", current),
                            CountedNotes.read(notes, "roueTill", current),
                            Given.euros(it, "cashEuroCents"),
                            Given.euros(it, "chequesEuroCents")),
                    Given.effectiveAt(it));
        }

        /** The session as it should be now: open for a closing count, over for an opening one. */
        @Nullable
        SessionReference seen(boolean open) {
            return session == null ? null : new SessionReference(session, open);
        }
    }

    /** What a count found to be otherwise; it is booked, and explained by its id. */
    record Differing(
            String id, String holding, Map<String, Object> missing, Map<String, Object> found, long euroCents) {

        static List<Differing> of(CountTaken taken, String count, Optional<Series> current) {
            return taken.differences().stream()
                    .map(it -> of(it, taken.session() + "." + count, current))
                    .toList();
        }

        private static Differing of(Difference it, String count, Optional<Series> current) {
            return new Differing(
                    Difference.id(count, it.pile()),
                    Piles.written(it.pile()),
                    CountedNotes.write(it.missing(), current),
                    CountedNotes.write(it.found(), current),
                    it.euros().cents());
        }
    }

    record Opened(String id, String session, List<Differing> differences, Instant openedAt) {
        static Opened of(CountTaken it, Optional<Series> current) {
            return new Opened(
                    it.operation().id().toString(),
                    it.session().toString(),
                    Differing.of(it, "open", current),
                    it.operation().at());
        }
    }

    @Money(preview = false)
    @PostMapping("/v1/desks/{d}/sessions")
    ResponseEntity<String> open(Caller caller, @PathVariable String d, Call call) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var asked = call.read(it -> Counting.of(it, current));
        return commands.carryOut(
                caller.client(),
                call,
                new OpenSession(
                        commands.operation(asked.effectiveAt()),
                        desk.id(),
                        asked.seen(false),
                        asked.count(),
                        caller.client()),
                (CountTaken it) -> Opened.of(it, current),
                201);
    }

    /** What a count should have found. */
    record Expected(
            Map<String, Object> stock,
            Map<String, Object> returns,
            Map<String, Object> roueTill,
            long cashEuroCents,
            long chequesEuroCents) {
        static Expected of(Count it, Optional<Series> current) {
            return new Expected(
                    CountedNotes.write(it.stock(), current),
                    CountedNotes.write(it.returns(), current),
                    CountedNotes.write(it.roueTill(), current),
                    it.cash().cents(),
                    it.cheques().cents());
        }
    }

    record Closed(String id, String session, Expected expected, List<Differing> differences, Instant closedAt) {
        static Closed of(CountTaken it, Optional<Series> current) {
            return new Closed(
                    it.operation().id().toString(),
                    it.session().toString(),
                    Expected.of(it.expected(), current),
                    Differing.of(it, "close", current),
                    it.operation().at());
        }
    }

    @Money(preview = false)
    @PostMapping("/v1/desks/{d}/sessions/current/close")
    ResponseEntity<String> close(Caller caller, @PathVariable String d, Call call) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var asked = call.read(it -> Counting.of(it, current));
        return commands.carryOut(
                caller.client(),
                call,
                new CloseSession(
                        commands.operation(asked.effectiveAt()),
                        desk.id(),
                        asked.seen(true),
                        asked.count(),
                        caller.client()),
                (CountTaken it) -> Closed.of(it, current),
                200);
    }

    /** A word about a difference. */
    record Reason(String reason, @Nullable Instant effectiveAt) {
        static Reason of(Fields it) {
            return new Reason(Given.reason(it), Given.effectiveAt(it));
        }
    }

    record Settled(String id, String desk, String difference) {}

    @PostMapping("/v1/desks/{d}/differences/{x}")
    ResponseEntity<String> explain(Caller caller, @PathVariable String d, @PathVariable String x, Call call) {
        return about(caller, d, x, call, ExplainDifference::new);
    }

    @PostMapping("/v1/desks/{d}/differences/{x}/confirm")
    ResponseEntity<String> confirm(Caller caller, @PathVariable String d, @PathVariable String x, Call call) {
        return about(
                caller,
                d,
                x,
                call,
                (operation, desk, difference) ->
                        new ConfirmDifference(operation, desk, difference, access.clientsOfPerson(caller)));
    }

    private interface Asked {
        Object command(Operation operation, DeskId desk, String difference);
    }

    private ResponseEntity<String> about(Caller caller, String d, String x, Call call, Asked asked) {
        var said = call.read(Reason::of);
        var desk = books.desk(d);
        var operation = commands.operation(said.effectiveAt());
        words.enter(operation.id(), null, said.reason());
        return commands.carryOut(
                caller.client(),
                call,
                asked.command(operation, desk.id(), x),
                (DeskId it) -> new Settled(operation.id().toString(), it.id(), x),
                200);
    }
}
