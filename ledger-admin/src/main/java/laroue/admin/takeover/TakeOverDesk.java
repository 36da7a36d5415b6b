package laroue.admin.takeover;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import laroue.api.command.Language;
import laroue.api.command.RefusalProblems;
import laroue.decision.LedgerState;
import laroue.decision.Verdict;
import laroue.journal.Journal;
import laroue.ledger.Ledger;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Request;
import laroue.register.ExternalNames;
import laroue.register.People;
import laroue.register.Serials;
import laroue.takeover.TakeOver;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;

/** Rehearses a history and writes it: the same decisions twice, first on a draft that is thrown away. */
class TakeOverDesk {

    private static final String ACTOR = "import";

    /** Lines of one command: it happens whole or not at all. */
    private static final int CHUNK = 1_000;

    /** Commands that wait for the writer, so that it never waits for us. */
    private static final int UNDER_WAY = 4;

    private final Ledger ledger;
    private final LedgerState ledgerState;
    private final Serials serials;
    private final People people;
    private final ExternalNames names;
    private final Journal journal;

    TakeOverDesk(
            Ledger ledger,
            LedgerState ledgerState,
            Serials serials,
            People people,
            ExternalNames names,
            Journal journal) {
        this.journal = journal;
        this.ledger = ledger;
        this.ledgerState = ledgerState;
        this.serials = serials;
        this.people = people;
        this.names = names;
    }

    /** Begins a rehearsal; an association that is missing is founded when it is written. */
    Rehearsal rehearse(AssociationCode association, Professionals professionals, Instant now) {
        return new Rehearsal(
                association,
                professionals,
                now,
                new Known(ledgerState, journal),
                new AccountNames(names.of(association)),
                serials::next);
    }

    /**
     * Founds the association if it is missing; it is empty.
     *
     * @return why it cannot be founded, in French
     */
    Optional<String> found(Rehearsal rehearsal) {
        var founding = rehearsal.foundation();
        if (founding == null) {
            return Optional.empty();
        }
        people.enter(founding.operation().id(), founding.account(), "Association " + rehearsal.association(), null);
        Done<AssociationCode> done =
                ledger.<AssociationCode>carryOut(founding, Request.by(ACTOR)).join();
        if (done.verdict() instanceof Verdict.Refused<AssociationCode> it) {
            people.erase(founding.account());
            return Optional.of(RefusalProblems.of(it.refusal()).detail(Language.FRENCH));
        }
        return Optional.empty();
    }

    /** Writes what was rehearsed, in order; while one stretch is written the next ones wait at the writer's. */
    void write(Rehearsal rehearsal, LongConsumer progress) {
        register(rehearsal);
        var lines = rehearsal.lines();
        var underWay = new ArrayDeque<CompletableFuture<Done<Integer>>>();
        for (int from = 0; from < lines.size(); from += CHUNK) {
            var chunk = lines.subList(from, Math.min(from + CHUNK, lines.size()));
            underWay.add(ledger.carryOut(
                    new TakeOver(rehearsal.association(), rehearsal.openingsFor(chunk), chunk), Request.by(ACTOR)));
            if (underWay.size() == UNDER_WAY) {
                written(underWay.remove());
                progress.accept(from + (long) chunk.size() - (long) underWay.size() * CHUNK);
            }
        }
        underWay.forEach(TakeOverDesk::written);
        progress.accept(lines.size());
    }

    /** Enters the names before the accounts are opened. */
    private void register(Rehearsal rehearsal) {
        var entered = new LinkedHashMap<String, AccountNumber>();
        rehearsal.openings().forEach((opening, name) -> {
            people.enter(opening.operation().id(), opening.account(), name, null);
            entered.put(name, opening.account());
        });
        names.enter(rehearsal.association(), entered);
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
}
