package laroue.desk;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.desk.DeskEvent.Served;
import laroue.desk.RemittanceEvent.Banked;
import laroue.desk.RemittanceEvent.ChequeBounced;
import laroue.desk.RemittanceEvent.Made;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import org.jspecify.annotations.Nullable;

/**
 * One remittance as its events tell it.
 *
 * @param declared what the slip says
 * @param bounced the operations whose cheques bounced
 */
public record Remittance(
        OperationId id,
        AssociationCode association,
        DeskId desk,
        Takings takings,
        Euros declared,
        boolean banked,
        Set<String> bounced) {

    public static final StreamType<Remittance, RemittanceEvent> TYPE =
            new StreamType<>("remittance", RemittanceEvent.class, Remittance::evolve);

    public Remittance {
        bounced = Collections.unmodifiableSortedSet(new TreeSet<>(bounced));
    }

    /** What reaches operating: the desk's own euros, and what the slip says more or less than it should (rule 31). */
    public Euros ownBanked() {
        return takings.own().plus(declared.minus(takings.total()));
    }

    public Decision<Banked> bank(String bankReference) {
        return banked ? refuse(new AlreadyDone("banked")) : record(new Banked(id, association, bankReference));
    }

    /** A cheque bounces once, and after it was banked. */
    public Decision<ChequeBounced> bounce(OperationId of, Served served) {
        return !banked || bounced.contains(of.toString())
                ? refuse(new AlreadyDone(banked ? "bounced" : "not banked yet"))
                : record(new ChequeBounced(
                        id, association, of, served.account(), served.over().cheques()));
    }

    static Remittance evolve(@Nullable Remittance before, RemittanceEvent event) {
        return switch (event) {
            case Made e ->
                new Remittance(
                        e.remittance(),
                        e.association(),
                        e.desk(),
                        e.takings(),
                        e.declaredCash().plus(e.declaredCheques()),
                        false,
                        Set.of());
            case Banked e -> known(before, e).with(true, Set.of());
            case ChequeBounced e -> known(before, e).withBounced(e.of());
        };
    }

    private static Remittance known(@Nullable Remittance before, RemittanceEvent event) {
        if (before == null) {
            throw new IllegalStateException("this cannot happen before it is made: " + event);
        }
        return before;
    }

    private Remittance withBounced(OperationId of) {
        var all = new HashSet<>(bounced);
        all.add(of.toString());
        return with(banked, all);
    }

    private Remittance with(boolean onAccounts, Set<String> returned) {
        return new Remittance(id, association, desk, takings, declared, onAccounts, returned);
    }
}
