package laroue.view;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From where the past is looked at (rule 5). With both times given, an answer never changes: what is recorded later is
 * not seen, whatever effective time it has.
 *
 * @param asOf only what took effect up to this instant; null for all that is known
 * @param knownAt only what was recorded up to this position; {@link Long#MAX_VALUE} for all that was read
 */
public record PointInTime(@Nullable Instant asOf, long knownAt) {

    public static final PointInTime NOW = new PointInTime(null, Long.MAX_VALUE);

    public PointInTime {
        asOf = asOf == null ? null : asOf.truncatedTo(ChronoUnit.MICROS);
    }

    public static PointInTime asOf(Instant asOf) {
        return new PointInTime(asOf, Long.MAX_VALUE);
    }

    public PointInTime knownAt(long position) {
        return new PointInTime(asOf, position);
    }

    /** As a parameter of a statement: PostgreSQL's {@code infinity} when no time was asked for. */
    public OffsetDateTime effective() {
        return asOf == null ? OffsetDateTime.MAX : asOf.atOffset(ZoneOffset.UTC);
    }
}
