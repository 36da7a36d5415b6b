package laroue.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * How much of something waits.
 *
 * @param oldest since when the first of it does; null where nothing waits
 */
public record Waiting(long count, @Nullable Instant oldest) {

    public static final Waiting NOTHING = new Waiting(0, null);

    /** Asks a query whose one row has a {@code count} and an {@code oldest}. */
    public static Waiting of(StatementSpec query) {
        return query.query((row, _) -> new Waiting(row.getLong("count"), new Row(row).instantOrNull("oldest")))
                .single();
    }
}
