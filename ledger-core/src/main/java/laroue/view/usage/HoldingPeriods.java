package laroue.view.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import laroue.value.AssociationCode;
import laroue.view.Row;
import laroue.view.measure.Holding;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how long roues had been in the accounts that they left. */
public final class HoldingPeriods {

    private final JdbcClient db;

    public HoldingPeriods(JdbcClient db) {
        this.db = db;
    }

    /**
     * The same roues told in two ways.
     *
     * @param lifo as if what came in last went first
     * @param mixed as if all that was in an account were mixed
     */
    public record Both(Holding lifo, Holding mixed) {}

    /**
     * Of what left on business days from {@code from} up to, and without, {@code to}.
     *
     * @param association of the accounts that it left; null for the territory
     */
    public Both in(@Nullable AssociationCode association, LocalDate from, LocalDate to) {
        return db.sql("""
                        select coalesce(sum(left_cents), 0) as left_cents, coalesce(sum(lifo_cent_micros), 0) as lifo,
                               coalesce(sum(mixed_cent_micros), 0) as mixed
                          from view.use_day
                         where (:association::text is null or association = :association)
                           and day >= :from
                           and day < :to
                        """)
                .param("association", association == null ? null : association.code())
                .param("from", from)
                .param("to", to)
                .query((row, _) -> both(new Row(row)))
                .single();
    }

    private static Both both(Row row) throws SQLException {
        var left = row.decimal("left_cents").toBigIntegerExact();
        return new Both(
                new Holding(left, row.decimal("lifo").toBigIntegerExact()),
                new Holding(left, row.decimal("mixed").toBigIntegerExact()));
    }
}
