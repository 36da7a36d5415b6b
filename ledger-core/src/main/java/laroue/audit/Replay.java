package laroue.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Debited;
import laroue.association.Association;
import laroue.association.AssociationEvent;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent;
import laroue.conversion.Reconversion;
import laroue.conversion.ReconversionEvent;
import laroue.decision.Kind;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.ledger.Recorded;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantEvent;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * The ledger told again from its first event, believing nothing: each event must follow from the ones before it. Keeps
 * states and sums, not events. The first thing that does not agree is a {@link Fault} and ends the telling.
 */
final class Replay {

    /**
     * What does not agree.
     *
     * @param position where; the first such position in the ledger
     */
    record Fault(long position, String what) {}

    private final Map<String, Object> states = new HashMap<>();
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final Map<AssociationCode, Map<Place, Long>> places = new TreeMap<>();
    private final Map<OperationId, Long> refunded = new HashMap<>();
    private long position;
    private @Nullable Recorded before;
    private @Nullable OperationId operation;
    private long roues;
    private long euros;

    /** Tells one more event; null as long as everything agrees. */
    @Nullable
    Fault next(Recorded recorded) {
        if (recorded.position() != position + 1) {
            return fault(position + 1, "position " + (position + 1) + " is missing");
        }
        position = recorded.position();
        if (before != null && recorded.recordedAt().isBefore(before.recordedAt())) {
            return fault(position, "recorded before the event in front of it");
        }
        before = recorded;
        var unbalanced = operation(recorded);
        if (unbalanced != null) {
            return unbalanced;
        }
        var event = recorded.event();
        long expected = lastSeq.merge(event.stream(), 0L, (last, _) -> last + 1);
        if (recorded.seq() != expected) {
            return fault(position, "%s has no event %d".formatted(event.stream(), expected));
        }
        return evolve(event);
    }

    /** What must hold once all is told: the last operation is balanced. */
    @Nullable
    Fault end() {
        return roues == 0 && euros == 0 ? null : fault(position, "the last operation makes or loses money");
    }

    long position() {
        return position;
    }

    /** What a place of an association holds, in cents. */
    long at(AssociationCode association, Place place) {
        return places.getOrDefault(association, Map.of()).getOrDefault(place, 0L);
    }

    List<AssociationCode> associations() {
        return List.copyOf(places.keySet());
    }

    /** How much of each payment was given back, in cents, from the events. */
    Map<OperationId, Long> refunded() {
        return refunded;
    }

    List<Account> accounts() {
        return states.values().stream()
                .filter(Account.class::isInstance)
                .map(Account.class::cast)
                .toList();
    }

    /** The balance of an account, and null if there is none. */
    @Nullable
    Roues balance(String account) {
        return states.get(account) instanceof Account it ? it.balance() : null;
    }

    long acceptedReconversions(AssociationCode association) {
        return states.values().stream()
                .filter(Reconversion.class::isInstance)
                .map(Reconversion.class::cast)
                .filter(it -> it.status() == Reconversion.Status.ACCEPTED
                        && it.account().association().equals(association))
                .mapToLong(it -> it.gross().cents())
                .sum();
    }

    /** Sums the postings of each operation, whose events stand together (rule 3). */
    private @Nullable Fault operation(Recorded recorded) {
        boolean another = !recorded.operation().equals(operation);
        if (another && (roues != 0 || euros != 0)) {
            return fault(recorded.position() - 1, "operation %s makes or loses money".formatted(operation));
        }
        operation = recorded.operation();
        for (var posting : recorded.event().postings()) {
            if (posting.place().unit() == Unit.ROUE) {
                roues = Math.addExact(roues, posting.cents());
            } else {
                euros = Math.addExact(euros, posting.cents());
            }
            places.computeIfAbsent(posting.association(), _ -> new HashMap<>())
                    .merge(posting.place(), posting.cents(), Math::addExact);
        }
        if (recorded.event() instanceof Debited it && it.refundOf() != null) {
            refunded.merge(it.refundOf(), it.amount().cents(), Math::addExact);
        }
        return null;
    }

    private @Nullable Fault evolve(LedgerEvent event) {
        try {
            states.compute(event.stream(), (_, state) -> after(kindOf(event), state, event));
            return null;
        } catch (IllegalStateException disagreement) {
            return fault(position, String.valueOf(disagreement.getMessage()));
        }
    }

    private static <S> S after(Kind<S, ?> kind, @Nullable Object state, LedgerEvent event) {
        @SuppressWarnings("unchecked") // a stream has one kind; another one fails in the cast of its event
        var before = (S) state;
        return kind.after(before, event);
    }

    private static Kind<?, ?> kindOf(LedgerEvent event) {
        return switch (event) {
            case AccountEvent _ -> Account.KIND;
            case AssociationEvent _ -> Association.KIND;
            case MerchantEvent _ -> Merchant.KIND;
            case IssuanceEvent _ -> Issuance.KIND;
            case ReconversionEvent _ -> Reconversion.KIND;
            default -> throw new IllegalStateException("nobody keeps " + event);
        };
    }

    private static Fault fault(long position, String what) {
        return new Fault(position, what);
    }
}
