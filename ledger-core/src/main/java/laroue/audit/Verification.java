package laroue.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import laroue.audit.Replay.Fault;
import laroue.decision.Posting.Place;
import laroue.ledger.Journal;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks the whole ledger against itself: positions, stream sequences, what each operation sums to, every balance, the
 * identities of the domain (rules 11, 12, 44), the journal's own tables and the balances that people see.
 *
 * <p>Reads only, also beside a running node: it checks up to where the ledger ended when it began.
 */
public final class Verification {

    private static final int PAGE = 5_000;

    private final Journal journal;
    private final JdbcClient db;

    public Verification(Journal journal, JdbcClient db) {
        this.journal = journal;
        this.db = db;
    }

    /**
     * What was found.
     *
     * @param events how many were checked
     * @param fault the first that does not agree, with its position; null if everything does
     */
    public record Report(long events, @Nullable String fault) {}

    /** What the counter's views say, and at which position. */
    private record Seen(long position, Map<String, Long> balances) {}

    /**
     * Runs all checks.
     *
     * @param progress is told the position now and then
     */
    public Report run(LongConsumer progress) {
        // The views first: where they end is then never beyond where this check does.
        var seen = seen();
        long end = journal.position();
        var replay = new Replay();
        while (replay.position() < end) {
            var page = journal.after(replay.position(), PAGE);
            if (page.isEmpty()) {
                return report(replay, new Fault(replay.position() + 1, "the journal ends before its head, " + end));
            }
            for (var recorded : page) {
                var fault = replay.next(recorded);
                if (fault == null && recorded.position() == seen.position()) {
                    fault = balances(replay, seen.balances());
                }
                if (fault != null) {
                    return report(replay, fault);
                }
                if (replay.position() == end) {
                    break;
                }
            }
            progress.accept(replay.position());
        }
        return report(
                replay,
                Optional.ofNullable(replay.end())
                        .or(() -> Optional.ofNullable(identities(replay)))
                        .or(() -> Optional.ofNullable(refunds(replay, end)))
                        .or(() -> Optional.ofNullable(outcomes(end)))
                        .orElse(null));
    }

    private static Report report(Replay replay, @Nullable Fault fault) {
        return new Report(
                replay.position(), fault == null ? null : "position %d: %s".formatted(fault.position(), fault.what()));
    }

    private static @Nullable Fault identities(Replay replay) {
        long claims = 0;
        for (var association : replay.associations()) {
            var fault = identities(replay, association);
            if (fault != null) {
                return fault;
            }
            claims = Math.addExact(claims, replay.at(association, Place.CLAIMS));
        }
        return claims == 0 ? null : new Fault(replay.position(), "rule 44: claims sum to " + claims);
    }

    private static @Nullable Fault identities(Replay replay, AssociationCode association) {
        long balances = replay.accounts().stream()
                .filter(it -> it.number().association().equals(association))
                .mapToLong(it -> it.balance().cents())
                .sum();
        long issued = -replay.at(association, Place.DIGITAL_ISSUE);
        long claims = replay.at(association, Place.CLAIMS);
        if (issued + claims != balances) {
            return new Fault(
                    replay.position(),
                    "rule 11: %s issued %d and took on %d, but its accounts hold %d"
                            .formatted(association, issued, claims, balances));
        }
        long backing = replay.at(association, Place.GUARANTEE_DIGITAL)
                + replay.at(association, Place.GUARANTEE_PAPER)
                + claims;
        long debt = balances + replay.acceptedReconversions(association);
        return backing == debt
                ? null
                : new Fault(
                        replay.position(),
                        "rule 12: %s is backed by %d for a debt of %d".formatted(association, backing, debt));
    }

    private static @Nullable Fault balances(Replay replay, Map<String, Long> seen) {
        for (var account : replay.accounts()) {
            var shown = seen.get(account.number().number());
            if (shown == null || shown != account.balance().cents()) {
                return new Fault(
                        replay.position(),
                        "%s holds %d, but its view says %s (./laroue rebuild mends views)"
                                .formatted(account.number(), account.balance().cents(), shown));
            }
        }
        return null;
    }

    /** The remainders that refunds are decided by, against what was given back (rule 22). */
    private @Nullable Fault refunds(Replay replay, long end) {
        var kept = new HashMap<OperationId, Long>();
        db.sql("select payment, cents from journal.refunded").query(row -> {
            kept.put(new OperationId(row.getObject("payment", UUID.class)), row.getLong("cents"));
        });
        return journal.position() != end || kept.equals(replay.refunded())
                ? null
                : new Fault(end, "what is kept of refunds differs from the events");
    }

    /** No answer tells of an event that is not there (rule 6). */
    private @Nullable Fault outcomes(long end) {
        var beyond = db.sql("select max(position) from journal.outcome")
                .query((row, _) -> row.getLong(1))
                .single();
        return beyond <= journal.position()
                ? null
                : new Fault(beyond, "an answer tells of an event after position " + end);
    }

    private Seen seen() {
        var position = new long[1];
        var balances = new HashMap<String, Long>();
        db.sql("""
                select account, balance_cents,
                       view.read_to('counter') as position
                  from view.account
                """).query(row -> {
            balances.put(row.getString("account"), row.getLong("balance_cents"));
            position[0] = row.getLong("position");
        });
        return new Seen(position[0], balances);
    }
}
