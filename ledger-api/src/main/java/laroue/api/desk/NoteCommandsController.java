package laroue.api.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.CountedNotes;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.register.Memos;
import laroue.value.AssociationCode;
import laroue.value.Notes;
import laroue.value.Rate;
import laroue.value.Series;
import laroue.vault.Vault;
import laroue.vault.VaultCommand.DecideStamps;
import laroue.vault.VaultCommand.Destroy;
import laroue.vault.VaultCommand.EndSeries;
import laroue.vault.VaultCommand.Expire;
import laroue.vault.VaultCommand.Print;
import laroue.vault.Withdrawal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a treasurer does with the notes of an association as a whole: printed, destroyed, stamped, withdrawn, expired. */
@RestController
class NoteCommandsController {

    private final Commands commands;
    private final DeskBooks books;
    private final Memos words;

    NoteCommandsController(Commands commands, DeskBooks books, Memos words) {
        this.commands = commands;
        this.books = books;
        this.words = words;
    }

    /** Notes of one series of the association. */
    record OwnNotes(Series series, Notes notes, @Nullable Instant effectiveAt) {
        static OwnNotes of(Fields it, AssociationCode issuer) {
            var series = series(it, issuer);
            return new OwnNotes(series, Given.notes(it, "notes", series), Given.effectiveAt(it));
        }

        private static Series series(Fields it, AssociationCode issuer) {
            var name = it.text("series", 100);
            if (!Series.isWellFormed(name)) {
                throw it.wrong("series", Sentence.of("field.series-name"));
            }
            return new Series(issuer, name);
        }
    }

    /**
     * Notes that came or went, and what the vault holds now.
     *
     * @param notes of the series that is named
     */
    record VaultState(
            String id, String association, String series, Map<String, Object> notes, Map<String, Object> vault) {
        static VaultState of(Vault it, Operation operation, OwnNotes moved) {
            return new VaultState(
                    operation.id().toString(),
                    it.association().code(),
                    moved.series().name(),
                    CountedNotes.write(moved.notes(), Optional.of(moved.series())),
                    CountedNotes.write(it.held(), it.current()));
        }
    }

    private interface Asked {
        Object command(Operation operation, AssociationCode issuer, Notes notes);
    }

    @Money
    @PostMapping("/v1/associations/{code}/note-printings")
    ResponseEntity<String> print(Caller caller, @PathVariable String code, Call call) {
        return move(caller, code, call, Print::new);
    }

    @Money
    @PostMapping("/v1/associations/{code}/note-destructions")
    ResponseEntity<String> destroy(Caller caller, @PathVariable String code, Call call) {
        return move(caller, code, call, Destroy::new);
    }

    private ResponseEntity<String> move(Caller caller, String code, Call call, Asked asked) {
        var issuer = new AssociationCode(code);
        var moved = call.read(it -> OwnNotes.of(it, issuer));
        var operation = commands.operation(moved.effectiveAt());
        return commands.carryOut(
                caller.client(),
                call,
                asked.command(operation, issuer, moved.notes()),
                (Vault it) -> VaultState.of(it, operation, moved),
                201);
    }

    record Campaign(int year, Rate price) {
        static Campaign of(Fields it) {
            return new Campaign((int) it.whole("year", 2_000, 2_999), rate(it));
        }

        private static Rate rate(Fields it) {
            return Rate.parse(it.text("price", 20)).orElseThrow(() -> it.wrong("price", Sentence.of("field.price")));
        }
    }

    record CampaignDecided(String id, String association, int year, String price) {}

    @PostMapping("/v1/associations/{code}/stamp-campaigns")
    ResponseEntity<String> stamps(Caller caller, @PathVariable String code, Call call) {
        var asked = call.read(Campaign::of);
        var operation = commands.operation();
        return commands.carryOut(
                caller.client(),
                call,
                new DecideStamps(operation, new AssociationCode(code), asked.year(), asked.price()),
                (Vault it) -> new CampaignDecided(
                        operation.id().toString(),
                        it.association().code(),
                        asked.year(),
                        asked.price().toString()),
                201);
    }

    record SeriesEnds(
            String id,
            String association,
            String series,
            LocalDate lastSpend,
            LocalDate lastExchange,
            LocalDate prescription) {}

    @PostMapping("/v1/associations/{code}/series/{s}/withdrawal")
    ResponseEntity<String> withdraw(Caller caller, @PathVariable String code, @PathVariable String s, Call call) {
        var end = call.read(NoteCommandsController::withdrawal);
        if (!Series.isWellFormed(s)) {
            throw Problems.notFound();
        }
        var operation = commands.operation();
        var issuer = new AssociationCode(code);
        return commands.carryOut(
                caller.client(),
                call,
                new EndSeries(operation, issuer, new Series(issuer, s), end),
                (Vault it) -> new SeriesEnds(
                        operation.id().toString(),
                        it.association().code(),
                        s,
                        end.lastSpend(),
                        end.lastExchange(),
                        end.prescription()),
                200);
    }

    private static Withdrawal withdrawal(Fields it) {
        var lastSpend = it.day("lastSpend");
        var lastExchange = it.day("lastExchange");
        var prescription = it.day("prescription");
        if (lastExchange.isBefore(lastSpend) || prescription.isBefore(lastExchange)) {
            throw it.wrong("lastExchange", Sentence.of("field.three-dates"));
        }
        return new Withdrawal(lastSpend, lastExchange, prescription);
    }

    /** What an assembly decided; its words stand in the register. */
    record Expiry(Notes notes, String decision, LocalDate from) {
        static Expiry of(Fields it, AssociationCode issuer, Optional<Series> current) {
            var notes = Given.notes(it, "notes", current);
            if (!notes.ofIssuer(issuer).equals(notes)) {
                throw it.wrong("notes", Sentence.of("field.own-notes"));
            }
            return new Expiry(notes, it.text("decision", 500), it.day("from"));
        }
    }

    record Expired(String id, String association, Map<String, Object> notes, LocalDate from) {}

    @Money
    @PostMapping("/v1/associations/{code}/expiries")
    ResponseEntity<String> expire(Caller caller, @PathVariable String code, Call call) {
        var issuer = new AssociationCode(code);
        var current = books.current(issuer);
        var asked = call.read(it -> Expiry.of(it, issuer, current));
        var operation = commands.operation();
        commands.unlessPreview(call, () -> words.enter(operation.id(), null, asked.decision()));
        return commands.carryOut(
                caller.client(),
                call,
                new Expire(operation, issuer, asked.notes(), asked.from()),
                (Vault it) -> new Expired(
                        operation.id().toString(),
                        it.association().code(),
                        CountedNotes.write(asked.notes(), current),
                        asked.from()),
                201);
    }
}
