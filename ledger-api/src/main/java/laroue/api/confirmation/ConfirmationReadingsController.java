package laroue.api.confirmation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import laroue.api.command.HeldActs;
import laroue.api.command.HeldActs.Held;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.Actors;
import laroue.api.security.Caller;
import laroue.api.security.SecondPersons;
import laroue.confirmation.WaitingAct.Progress;
import laroue.register.Memos;
import laroue.value.OperationId;
import laroue.view.confirmation.WaitingActs;
import laroue.view.confirmation.WaitingActs.Scope;
import laroue.view.confirmation.WaitingActs.WaitingLine;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What waits for a second person: since when, who asked, for what, and who can confirm it. */
@RestController
class ConfirmationReadingsController {

    private final WaitingActs acts;
    private final SecondPersons persons;
    private final HeldActs held;
    private final Actors actors;
    private final Memos words;
    private final InstantSource clock;

    ConfirmationReadingsController(
            WaitingActs acts, SecondPersons persons, HeldActs held, Actors actors, Memos words, InstantSource clock) {
        this.acts = acts;
        this.persons = persons;
        this.held = held;
        this.actors = actors;
        this.words = words;
        this.clock = clock;
    }

    /**
     * One act that waits, or waited.
     *
     * @param object what it is about: the number of an account, the code of an association, the id of a reconversion
     * @param ageSeconds how long it has waited, or waited
     * @param mayConfirm whether the one who reads can confirm it
     */
    record WaitingRead(
            String waiting,
            String association,
            String act,
            String object,
            String state,
            String askedBy,
            String askedByName,
            Instant askedAt,
            long ageSeconds,
            boolean mayConfirm,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable String operation,
            long position) {}

    /**
     * The same with what was asked for, word for word, as long as it waits.
     *
     * @param confirmers the names of those who can confirm it
     * @param reason why it was refused; null where it was not
     */
    @JsonInclude(Include.ALWAYS)
    record WaitingInFull(
            String waiting,
            String association,
            String act,
            String object,
            String state,
            String askedBy,
            String askedByName,
            Instant askedAt,
            long ageSeconds,
            boolean mayConfirm,
            List<String> confirmers,
            @Nullable JsonNode asked,
            @Nullable String settledBy,
            @Nullable Instant settledAt,
            @Nullable String operation,
            @Nullable String reason,
            long position) {}

    @GetMapping("/v1/waiting")
    Page<WaitingRead> list(Caller caller, @RequestParam(required = false) @Nullable String state, Paging paging) {
        var progress = state == null
                ? Progress.WAITING
                : Written.read(state, Progress.class)
                        .orElseThrow(() -> Problems.malformed("state", Sentence.of("field.waiting-state")));
        var scope = new Scope(
                caller.limitedTo().orElse(null),
                caller.isOnlyOperator() ? SecondPersons.OF_DESKS : null,
                Set.of(caller.client()));
        var lines = acts.list(scope, progress, paging.afterNumber().orElse(0L), paging.oneMore()).stream()
                .map(it -> read(caller, it))
                .toList();
        return Page.of(WaitingRead.class, lines, paging, it -> Long.toString(it.position()));
    }

    @GetMapping("/v1/waiting/{w}")
    WaitingInFull one(Caller caller, @PathVariable String w) {
        var line = OperationId.parse(w).flatMap(acts::find).orElseThrow(Problems::notFound);
        var it = read(caller, line);
        boolean waits = line.progress() == Progress.WAITING;
        var settledAs = line.settledAs();
        return new WaitingInFull(
                it.waiting(),
                it.association(),
                it.act(),
                it.object(),
                it.state(),
                it.askedBy(),
                it.askedByName(),
                it.askedAt(),
                it.ageSeconds(),
                it.mayConfirm(),
                waits ? persons.confirmers(line.act(), line.association(), line.askedBy()) : List.of(),
                waits ? asked(line) : null,
                it.settledBy(),
                it.settledAt(),
                it.operation(),
                line.progress() == Progress.REFUSED && settledAs != null
                        ? words.find(settledAs).orElse(null)
                        : null,
                it.position());
    }

    private @Nullable JsonNode asked(WaitingLine line) {
        return held.find(line.waiting()).map(Held::parts).orElse(null);
    }

    private WaitingRead read(Caller caller, WaitingLine it) {
        boolean waits = it.progress() == Progress.WAITING;
        var until = it.settledAt() == null ? clock.instant() : it.settledAt();
        return new WaitingRead(
                it.waiting().toString(),
                it.association().code(),
                Written.of(it.act()),
                it.object(),
                Written.of(it.progress()),
                it.askedBy(),
                actors.name(it.askedBy()),
                it.askedAt(),
                Math.max(0, Duration.between(it.askedAt(), until).toSeconds()),
                waits && persons.mayConfirm(caller, it.act(), it.association(), it.askedBy()),
                it.settledBy(),
                it.settledAt(),
                it.progress() == Progress.CONFIRMED ? it.operation().toString() : null,
                it.position());
    }
}
