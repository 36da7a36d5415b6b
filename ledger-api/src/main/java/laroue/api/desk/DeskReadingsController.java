package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.CountedNotes;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.desk.Desk;
import laroue.register.DeskNames;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.DeskId;
import laroue.value.OperationId;
import laroue.value.Series;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueries.SessionReport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Desks as they are and were. While a session is open its operator sees nothing of what the desk should hold: the count
 * at its end is blind (rule 29).
 */
@RestController
class DeskReadingsController {

    private final DeskQueries desks;
    private final CounterQueries counter;
    private final DeskBooks books;
    private final DeskNames names;
    private final Access access;
    private final Times times;
    private final InstantSource clock;

    DeskReadingsController(
            DeskQueries desks,
            CounterQueries counter,
            DeskBooks books,
            DeskNames names,
            Access access,
            Times times,
            InstantSource clock) {
        this.desks = desks;
        this.counter = counter;
        this.books = books;
        this.names = names;
        this.access = access;
        this.times = times;
        this.clock = clock;
    }

    /**
     * One desk.
     *
     * @param session the one that is open; null between sessions
     * @param holdings null for its operator while a session is open
     * @param oldestEurosAt when the oldest euros that lie there came in; null if none do
     */
    record DeskRead(
            String id,
            String association,
            @Nullable String name,
            String commune,
            @Nullable String session,
            @Nullable HoldingsRead holdings,
            @Nullable Instant oldestEurosAt) {}

    /**
     * One desk of a list.
     *
     * @param remitBy the last business day for its oldest euros, by the association's rules; null without any
     * @param overdue whether that day has passed (rule 14)
     */
    record DeskLine(
            String id,
            String association,
            @Nullable String name,
            String commune,
            String status,
            @Nullable String session,
            @Nullable HoldingsRead holdings,
            @Nullable Instant oldestEurosAt,
            @Nullable LocalDate remitBy,
            boolean overdue) {}

    @GetMapping("/v1/desks")
    Page<DeskLine> desks(Caller caller, @RequestParam(required = false) @Nullable String association, Paging paging) {
        var after = paging.after() == null ? "" : paging.after();
        var found = desks.desks(asked(caller, association), own(caller), after, paging.oneMore());
        var called = names.find(found.stream().map(it -> it.desk().id()).toList());
        var lines = found.stream()
                .map(it -> line(caller, it, called.get(it.desk().id())))
                .toList();
        return Page.of(DeskLine.class, lines, paging, DeskLine::id);
    }

    private DeskLine line(Caller caller, DeskQueries.DeskLine it, @Nullable String name) {
        var today = BusinessDay.of(clock.instant());
        var remitBy = books.remitBy(it.association(), it.oldestEurosAt(), today);
        return new DeskLine(
                it.desk().id(),
                it.association().code(),
                name,
                it.commune(),
                it.closed() ? "closed" : "open",
                text(it.session()),
                holdings(caller, it),
                it.oldestEurosAt(),
                remitBy,
                remitBy != null && remitBy.isBefore(today));
    }

    @GetMapping("/v1/desks/{d}")
    DeskRead desk(Caller caller, @PathVariable String d) {
        var it = view(books.desk(d));
        return new DeskRead(
                it.desk().id(),
                it.association().code(),
                names.find(it.desk()).orElse(null),
                it.commune(),
                text(it.session()),
                holdings(caller, it),
                it.oldestEurosAt());
    }

    /** What the desk held after an event. */
    record HoldingLine(
            long position, Instant at, Instant recordedAt, String operation, String cause, HoldingsRead holdings) {}

    /** Up to the count that opened it, while a session is open and its operator asks. */
    @GetMapping("/v1/desks/{d}/holdings")
    Page<HoldingLine> history(
            Caller caller,
            @PathVariable String d,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Paging paging) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        long before = Math.min(paging.afterNumber().orElse(Long.MAX_VALUE), shownBefore(caller, desk));
        var lines = desks.holdings(desk.id(), times.range(from, to), before, paging.oneMore()).stream()
                .map(it -> new HoldingLine(
                        it.position(),
                        it.at(),
                        it.recordedAt(),
                        it.operation().toString(),
                        Written.of(it.cause()),
                        HoldingsRead.of(it.held(), current)))
                .toList();
        return Page.of(HoldingLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    /** One session; closedAt is null while it is open. */
    record SessionLine(
            String session,
            String desk,
            LocalDate day,
            Instant openedAt,
            @Nullable Instant closedAt,
            long position) {
        static SessionLine of(DeskQueries.SessionLine it) {
            return new SessionLine(
                    it.session().toString(), it.desk().id(), it.day(), it.openedAt(), it.closedAt(), it.position());
        }
    }

    @GetMapping("/v1/desks/{d}/sessions")
    Page<SessionLine> sessions(@PathVariable String d, Paging paging) {
        var lines =
                desks
                        .sessions(books.desk(d).id(), paging.afterNumber().orElse(Long.MAX_VALUE), paging.oneMore())
                        .stream()
                        .map(SessionLine::of)
                        .toList();
        return Page.of(SessionLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    /** What was counted at one end of a session, and what should have been found. */
    record CountRead(Instant at, String countedBy, HoldingsRead counted, HoldingsRead expected) {}

    /** A difference, and how far it is done with. */
    record DifferenceRead(
            String id,
            String count,
            String holding,
            Map<String, Object> missing,
            Map<String, Object> found,
            long euroCents,
            String countedBy,
            @JsonInclude(Include.NON_NULL) @Nullable Instant explainedAt,
            @JsonInclude(Include.NON_NULL) @Nullable Boolean secondPersonNeeded,
            @JsonInclude(Include.NON_NULL) @Nullable Instant confirmedAt) {}

    /** What was done of one kind, without what was undone. */
    record Done(
            String kind,
            long operations,
            long digitalCents,
            long cashEuroCents,
            long chequesEuroCents,
            long cardEuroCents) {}

    /**
     * The report of a session.
     *
     * @param closing null while it is open
     * @param done null for its operator while it is open
     */
    record SessionRead(
            String session,
            String desk,
            LocalDate day,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable CountRead opening,
            @Nullable CountRead closing,
            List<DifferenceRead> differences,
            @Nullable List<Done> done) {}

    @GetMapping("/v1/desks/{d}/sessions/{s}")
    SessionRead session(Caller caller, @PathVariable String d, @PathVariable String s) {
        var desk = books.desk(d);
        var session = OperationId.parse(s).orElseThrow(Problems::notFound);
        var report = desks.session(desk.id(), session)
                .orElseThrow(() -> books.opened(desk, session) ? notYetVisible() : Problems.notFound());
        return read(caller, report, books.current(desk.association()));
    }

    private SessionRead read(Caller caller, SessionReport report, Optional<Series> current) {
        var session = report.session();
        return new SessionRead(
                session.session().toString(),
                session.desk().id(),
                session.day(),
                session.openedAt(),
                session.closedAt(),
                count(report, false, current),
                count(report, true, current),
                report.differences().stream().map(it -> difference(it, current)).toList(),
                session.closedAt() == null && caller.isOnlyOperator() ? null : done(session));
    }

    private static @Nullable CountRead count(SessionReport report, boolean closing, Optional<Series> current) {
        return report.counts().stream()
                .filter(it -> it.closing() == closing)
                .findFirst()
                .map(it -> new CountRead(
                        it.at(),
                        it.countedBy(),
                        HoldingsRead.of(it.counted(), current),
                        HoldingsRead.of(it.expected(), current)))
                .orElse(null);
    }

    private static DifferenceRead difference(DeskQueries.DifferenceLine it, Optional<Series> current) {
        return new DifferenceRead(
                it.id(),
                it.closing() ? "close" : "open",
                Piles.written(it.difference().pile()),
                CountedNotes.write(it.difference().missing(), current),
                CountedNotes.write(it.difference().found(), current),
                it.difference().euros().cents(),
                it.countedBy(),
                it.explainedAt(),
                it.secondPersonNeeded(),
                it.confirmedAt());
    }

    private List<Done> done(DeskQueries.SessionLine session) {
        return counter.done(session.session()).stream()
                .map(it -> new Done(
                        Written.of(it.service()),
                        it.operations(),
                        it.digitalCents(),
                        it.cashEuroCents(),
                        it.chequesEuroCents(),
                        it.cardEuroCents()))
                .toList();
    }

    /**
     * One operation at the counter.
     *
     * @param given notes out of the stock
     * @param returned notes into the returns
     * @param earned notes into the roue till
     * @param digitalCents digital roues that came to the account or left it
     * @param stamped notes that got a stamp of that year, and stayed whose they were
     * @param state {@code done}, {@code undone}, {@code remitted} or {@code bounced}
     */
    record OperationLine(
            String id,
            String desk,
            String session,
            String kind,
            String account,
            Map<String, Object> given,
            Map<String, Object> returned,
            Map<String, Object> earned,
            long digitalCents,
            @Nullable String means,
            long amountEuroCents,
            @JsonInclude(Include.NON_NULL) @Nullable LocalDate membershipUntil,
            @JsonInclude(Include.NON_NULL) @Nullable Integer stampYear,
            @JsonInclude(Include.NON_NULL) @Nullable Map<String, Object> stamped,
            String operator,
            String state,
            @JsonInclude(Include.NON_NULL) @Nullable String undoneBy,
            @JsonInclude(Include.NON_NULL) @Nullable String remittance,
            Instant at,
            Instant recordedAt,
            long position) {

        static OperationLine of(CounterQueries.OperationLine it, Optional<Series> current) {
            var means = it.means();
            return new OperationLine(
                    it.operation().toString(),
                    it.desk().id(),
                    it.session().toString(),
                    Written.of(it.service()),
                    it.account(),
                    CountedNotes.write(it.given(), current),
                    CountedNotes.write(it.returned(), current),
                    CountedNotes.write(it.earned(), current),
                    it.digitalCents(),
                    means == null ? null : Written.of(means),
                    it.euroCents(),
                    it.membershipUntil(),
                    it.stampYear(),
                    it.stampYear() == null ? null : CountedNotes.write(it.stamped(), current),
                    it.operator(),
                    state(it),
                    text(it.undoneBy()),
                    text(it.remittance()),
                    it.at(),
                    it.recordedAt(),
                    it.position());
        }

        private static String state(CounterQueries.OperationLine it) {
            if (it.undoneBy() != null) {
                return "undone";
            }
            if (it.bouncedAt() != null) {
                return "bounced";
            }
            return it.remittance() == null ? "done" : "remitted";
        }
    }

    /** With {@code remitted=false}, those whose cash or cheque still lies in the till. */
    @GetMapping("/v1/desks/{d}/operations")
    Page<OperationLine> operations(
            @PathVariable String d,
            @RequestParam(required = false) @Nullable String session,
            @RequestParam(required = false) @Nullable String remitted,
            Paging paging) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        long before = paging.afterNumber().orElse(Long.MAX_VALUE);
        var lines = counter
                .operations(desk.id(), session(session), Flags.read("remitted", remitted), before, paging.oneMore())
                .stream()
                .map(it -> OperationLine.of(it, current))
                .toList();
        return Page.of(OperationLine.class, lines, paging, it -> String.valueOf(it.position()));
    }

    private static @Nullable OperationId session(@Nullable String id) {
        return id == null
                ? null
                : OperationId.parse(id).orElseThrow(() -> Problems.malformed("session", Sentence.of("field.session")));
    }

    /** Access has seen it in the head of the ledger; the view may not have it yet. */
    private DeskQueries.DeskLine view(Desk desk) {
        return desks.desk(desk.id()).orElseThrow(DeskReadingsController::notYetVisible);
    }

    private @Nullable HoldingsRead holdings(Caller caller, DeskQueries.DeskLine desk) {
        return desk.session() != null && caller.isOnlyOperator()
                ? null
                : HoldingsRead.of(desk.held(), books.current(desk.association()));
    }

    /** The position before which an operator is shown what the desk held. */
    private long shownBefore(Caller caller, Desk desk) {
        if (!caller.isOnlyOperator() || desk.session() == null) {
            return Long.MAX_VALUE;
        }
        return desks.sessions(desk.id(), Long.MAX_VALUE, 1).stream()
                .filter(it -> it.session().equals(desk.session()))
                .map(it -> it.position() + 1)
                .findFirst()
                .orElseThrow(DeskReadingsController::notYetVisible);
    }

    private static @Nullable DeskId own(Caller caller) {
        return caller.isOnlyOperator()
                ? Optional.ofNullable(caller.desk()).flatMap(DeskId::parse).orElseThrow(Problems::notFound)
                : null;
    }

    private @Nullable AssociationCode asked(Caller caller, @Nullable String code) {
        if (code == null) {
            return caller.limitedTo().orElse(null);
        }
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.malformed("association", Sentence.of("field.association"));
        }
        var association = new AssociationCode(code);
        access.requireAssociation(caller, association);
        return association;
    }

    private static ProblemException notYetVisible() {
        return new ProblemException(ProblemType.NOT_YET_VISIBLE);
    }

    private static @Nullable String text(@Nullable OperationId id) {
        return id == null ? null : id.toString();
    }
}
