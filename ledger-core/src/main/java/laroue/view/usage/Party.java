package laroue.view.usage;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An account as a party of payments, while a batch is folded. Times are microseconds since 1970. */
final class Party {

    final String account;
    final int number;
    final String association;
    final String kind;
    final @Nullable String commune;

    @Nullable
    String sector;

    long balanceCents;

    @Nullable
    Long firstMovedMicros;

    @Nullable
    Long movedMicros;

    @Nullable
    Long enteredMicros;

    final LifoLayers layers;

    Party(
            String account,
            int number,
            String association,
            String kind,
            @Nullable String commune,
            @Nullable String sector,
            byte[] layers) {
        this.account = account;
        this.number = number;
        this.association = association;
        this.kind = kind;
        this.commune = commune;
        this.sector = sector;
        this.layers = new LifoLayers(layers);
    }

    /** Roues came in. */
    void entered(long cents, long atMicros) {
        enteredMicros = enteredMicros == null ? atMicros : MeanTimes.mean(balanceCents, enteredMicros, cents, atMicros);
        balanceCents = Math.addExact(balanceCents, cents);
        layers.put(cents, atMicros);
    }

    /** Roues went out. */
    Left left(long cents, long atMicros) {
        if (enteredMicros == null || cents > balanceCents) {
            throw new IllegalStateException(
                    "%d cents leave %s, which holds %d".formatted(cents, account, balanceCents));
        }
        balanceCents -= cents;
        return new Left(cents, layers.take(cents, atMicros), MeanTimes.centMicros(cents, enteredMicros, atMicros));
    }

    /**
     * What went out, times how long it had been there.
     *
     * @param lifo as if what came in last went first
     * @param mixed as if all that was there were mixed
     */
    record Left(long cents, BigInteger lifo, BigInteger mixed) {}
}
