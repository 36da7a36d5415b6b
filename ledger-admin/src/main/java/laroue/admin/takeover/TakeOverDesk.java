package laroue.admin.takeover;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import laroue.admin.takeover.HistoryFile.Row;
import laroue.admin.takeover.HistoryFile.Said;
import laroue.association.Association;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.Associations;
import laroue.decision.Draft;
import laroue.decision.Heads;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.ledger.Journal;
import laroue.ledger.Ledger;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Request;
import laroue.register.ExternalNames;
import laroue.register.People;
import laroue.register.Serials;
import laroue.takeover.TakeOver;
import laroue.takeover.TakeOver.Line;
import laroue.takeover.TakeOver.Opening;
import laroue.takeover.TakeOvers;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Refusal;
import org.jspecify.annotations.Nullable;

/** Rehearses a history and writes it: the same decisions twice, first on a draft that is thrown away. */
class TakeOverDesk {

    private static final String ACTOR = "import";

    /** Lines of one command: it happens whole or not at all. */
    private static final int CHUNK = 1_000;

    /** Commands that wait for the writer, so that it never waits for us. */
    private static final int UNDER_WAY = 4;

    private final Ledger ledger;
    private final Heads heads;
    private final Serials serials;
    private final People people;
    private final ExternalNames names;
    private final Journal journal;

    TakeOverDesk(Ledger ledger, Heads heads, Serials serials, People people, ExternalNames names, Journal journal) {
        this.journal = journal;
        this.ledger = ledger;
        this.heads = heads;
        this.serials = serials;
        this.people = people;
        this.names = names;
    }

    /** Begins a rehearsal; an association that is missing is founded when it is written. */
    Rehearsal rehearse(AssociationCode association, Set<String> professionals, Instant now) {
        return new Rehearsal(association, professionals, now);
    }

    /** Writes what was rehearsed, in order; while one stretch is written the next ones wait at the writer's. */
    void write(Rehearsal rehearsal, LongConsumer progress) {
        rehearsal.found();
        rehearsal.register();
        var lines = rehearsal.lines();
        var underWay = new ArrayDeque<CompletableFuture<Done<Integer>>>();
        for (int from = 0; from < lines.size(); from += CHUNK) {
            var chunk = lines.subList(from, Math.min(from + CHUNK, lines.size()));
            underWay.add(ledger.carryOut(
                    new TakeOver(rehearsal.association, rehearsal.openingsFor(chunk), chunk), Request.by(ACTOR)));
            if (underWay.size() == UNDER_WAY) {
                written(underWay.remove());
                progress.accept(from + (long) chunk.size() - (long) underWay.size() * CHUNK);
            }
        }
        underWay.forEach(TakeOverDesk::written);
        progress.accept(lines.size());
    }

    private static void written(CompletableFuture<Done<Integer>> chunk) {
        try {
            if (chunk.join().verdict() instanceof Verdict.Refused<Integer> it) {
                throw new IllegalStateException("what was rehearsed is refused now: " + it.refusal());
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : e;
        }
    }

    /** A history as it would be written. Not safe for threads. */
    final class Rehearsal {

        private final AssociationCode association;
        private final Set<String> professionals;
        private final Instant now;
        private final Known known;
        private final Draft draft;
        private final Map<String, AccountNumber> accounts;
        private final Map<String, Opening> openings = new LinkedHashMap<>();
        private final Map<AccountNumber, Opening> notYetWritten = new HashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private Instant last = Instant.MIN;
        private final @Nullable FoundAssociation founding;
        private long knownBefore;

        Rehearsal(AssociationCode association, Set<String> professionals, Instant now) {
            this.association = association;
            this.professionals = professionals;
            this.now = now;
            this.accounts = new HashMap<>(names.of(association));
            this.known = new Known(heads, journal);
            this.draft = new Draft(known);
            this.founding = heads.find(Association.KIND, association.code()).isPresent() ? null : founding();
            if (founding != null) {
                new Associations(() -> draft).handle(founding);
            }
        }

        private FoundAssociation founding() {
            var own = AccountNumber.of(association, serials.next("account/" + association));
            return new FoundAssociation(new Operation(OperationId.fresh(now.toEpochMilli()), now), association, own);
        }

        /** Founds the association if it is missing; it is empty. */
        private void found() {
            if (founding != null) {
                people.enter(founding.operation().id(), founding.account(), "Association " + association, null);
                ledger.carryOut(founding, Request.by(ACTOR)).join();
            }
        }

        List<Line> lines() {
            return lines;
        }

        long knownBefore() {
            return knownBefore;
        }

        /** Looks at the lines that come next, so that what is known of them is asked for once. */
        void foresee(List<Row> rows) {
            known.foresee(rows.stream()
                    .map(Row::said)
                    .filter(Objects::nonNull)
                    .map(it -> TakeOvers.known(association, it.what(), it.reference()))
                    .collect(Collectors.toSet()));
        }

        /** Takes the next line up; null, or why it cannot be. */
        @Nullable
        String accept(Row row) {
            var said = row.said();
            if (said == null) {
                return row.fault();
            }
            if (known.takenBy(TakeOvers.known(association, said.what(), said.reference()))
                    .isPresent()) {
                knownBefore++;
                return null;
            }
            if (said.at().isBefore(last) || said.at().isAfter(now)) {
                return said.at().isAfter(now) ? "at lies in the future" : "at lies before the line in front of it";
            }
            var line = line(said);
            var verdict = draft.attempt(part -> TakeOvers.decide(part, association, line));
            draft.forgetEntries();
            if (verdict instanceof Verdict.Refused<Line> it) {
                return reason(it.refusal());
            }
            last = said.at();
            lines.add(line);
            return null;
        }

        private Line line(Said said) {
            return new Line(
                    new Operation(OperationId.fresh(now.toEpochMilli()), said.at()),
                    said.what(),
                    account(said.from(), said.at()),
                    account(said.to(), said.at()),
                    said.amount(),
                    said.reference());
        }

        /** The account of one of the other system's names; opened with the first line that names it. */
        private @Nullable AccountNumber account(@Nullable String name, Instant at) {
            return name == null ? null : accounts.computeIfAbsent(name, _ -> open(name, at));
        }

        private AccountNumber open(String name, Instant at) {
            var account = AccountNumber.of(association, serials.next("account/" + association));
            var merchant = professionals.contains(name)
                    ? MerchantId.of(association, serials.next("merchant/" + association))
                    : null;
            var opening = new Opening(new Operation(OperationId.fresh(now.toEpochMilli()), at), account, merchant);
            openings.put(name, opening);
            notYetWritten.put(account, opening);
            TakeOvers.open(draft, opening);
            return account;
        }

        /** Enters the names before the accounts are opened; a name that only lines left out spoke of is not taken over. */
        private void register() {
            var used = new HashSet<AccountNumber>();
            lines.forEach(it -> used.addAll(Arrays.asList(it.from(), it.to())));
            openings.values().removeIf(it -> !used.contains(it.account()));
            var entered = new HashMap<String, AccountNumber>();
            openings.forEach((name, opening) -> {
                people.enter(opening.operation().id(), opening.account(), name, null);
                entered.put(name, opening.account());
            });
            names.enter(association, entered);
        }

        /** The accounts that a stretch of lines is the first to name. */
        private List<Opening> openingsFor(List<Line> chunk) {
            var first = new ArrayList<Opening>();
            for (var line : chunk) {
                for (var account : new AccountNumber[] {line.from(), line.to()}) {
                    var opening = account == null ? null : notYetWritten.remove(account);
                    if (opening != null) {
                        first.add(opening);
                    }
                }
            }
            return first;
        }

        private static String reason(Refusal refusal) {
            return refusal.toString();
        }
    }
}
