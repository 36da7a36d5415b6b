package laroue.takeover;

import java.util.ArrayList;
import java.util.List;
import laroue.decision.Foreseen;
import laroue.decision.Operation;
import laroue.decision.Taken;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of another system's history, in its order, in one step: all of it or nothing.
 *
 * @param association whose accounts they are
 */
public record TakeOver(AssociationCode association, List<Opening> openings, List<Line> lines) implements Foreseen {

    public TakeOver {
        openings = List.copyOf(openings);
        lines = List.copyOf(lines);
    }

    @Override
    public List<Taken> takes() {
        return lines.stream()
                .map(it -> TakeOvers.known(association, it.what(), it.reference()))
                .toList();
    }

    @Override
    public List<String> begins() {
        var streams = new ArrayList<String>();
        for (var opening : openings) {
            streams.add(opening.account().number());
            if (opening.merchant() != null) {
                streams.add(opening.merchant().id());
            }
        }
        lines.stream()
                .filter(it -> it.what() != What.PAYMENT)
                .forEach(it -> streams.add(it.operation().id().toString()));
        return streams;
    }

    /**
     * An account of the other system: a member without end, or an approved merchant without SIRET.
     *
     * @param merchant null for a member
     */
    public record Opening(
            Operation operation,
            AccountNumber account,
            @Nullable MerchantId merchant) {}

    /** What a line of the other system's history says. */
    public enum What {
        ISSUANCE,
        PAYMENT,
        RECONVERSION
    }

    /**
     * One line.
     *
     * @param from who gives; null in an issuance
     * @param to who receives; null in a reconversion
     * @param reference the other system's own; a line is known by association, kind and reference
     */
    public record Line(
            Operation operation,
            What what,
            @Nullable AccountNumber from,
            @Nullable AccountNumber to,
            Roues amount,
            String reference) {

        public Line {
            amount.asked();
        }
    }
}
