package laroue.value;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one operation for ever: a payment, a refund, an issuance, a reconversion, an opening. Every event of the
 * operation carries it, so it ties the two sides of a payment together; what the register keeps about an operation
 * (memo, reason, a holder's name) is kept under it.
 */
public record OperationId(UUID uuid) {

    private static final RandomGenerator RANDOM = new SecureRandom();

    /**
     * A new id, ordered by time (RFC 9562, version 7), so that an index on it grows at one end.
     *
     * @param millis milliseconds since 1970
     */
    public static OperationId fresh(long millis) {
        return of(millis, RANDOM);
    }

    /** The same with a source of one's own: equal seeds give equal ids. */
    public static OperationId of(long millis, RandomGenerator random) {
        long high = millis << 16 | 0x7000 | random.nextInt(0x1000);
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new OperationId(new UUID(high, low));
    }

    public static Optional<OperationId> parse(String text) {
        try {
            var id = new OperationId(UUID.fromString(text));
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** When it was drawn, to the millisecond: unlike the effective time, nobody can choose it. */
    public Instant drawnAt() {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
