package laroue.view.conversion;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laroue.conversion.IssuanceEvent.Means;
import laroue.conversion.Reconversion;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import laroue.view.Row;
import laroue.view.Waiting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issuances and reconversions, newest first; those that wait for somebody, oldest first. */
public final class ConversionQueue {

    private final JdbcClient db;

    public ConversionQueue(JdbcClient db) {
        this.db = db;
    }

    /**
     * One issuance.
     *
     * @param reversedAt null unless it was reversed
     */
    public record IssuanceLine(
            OperationId id,
            String account,
            String association,
            long amountCents,
            Means means,
            String bankReference,
            Instant at,
            Instant recordedAt,
            @Nullable Instant reversedAt,
            long position) {}

    /**
     * One reconversion.
     *
     * @param rate of the fee, as a decimal fraction
     * @param position of its acceptance
     */
    public record ReconversionLine(
            OperationId id,
            Reconversion.Medium medium,
            String account,
            String association,
            long grossCents,
            long feeCents,
            String rate,
            String invoiceNumber,
            LocalDate day,
            Reconversion.Status state,
            @Nullable String bankReference,
            Instant acceptedAt,
            @Nullable Instant paidAt,
            @Nullable Instant failedAt,
            long position) {

        /** What the merchant is paid: gross less fee (rule 35). */
        public long netCents() {
            return grossCents - feeCents;
        }
    }

    /** Which ones; what is null is not asked for. */
    public record Filter(
            @Nullable AssociationCode association, @Nullable AccountNumber account) {}

    public List<IssuanceLine> issuances(Filter filter, long before, int limit) {
        return db.sql("""
                        select issuance, account, association, amount_cents, means, bank_reference, at,
                               recorded_at, reversed_at, position
                          from view.issuance
                         where position < :before
                           and (:association::text is null or association = :association)
                           and (:account::text is null or account = :account)
                         order by position desc
                         limit :limit
                        """)
                .param("before", before)
                .param("association", text(filter.association()))
                .param("account", text(filter.account()))
                .param("limit", limit)
                .query((row, _) -> issuance(new Row(row)))
                .list();
    }

    public List<ReconversionLine> reconversions(
            Filter filter, Reconversion.@Nullable Status state, long before, int limit) {
        return reconversions(filter, state, before, "position desc", limit);
    }

    /** Those that were paid last, the latest first. */
    public List<ReconversionLine> paid(@Nullable AssociationCode association, int limit) {
        var filter = new Filter(association, null);
        return reconversions(
                filter, Reconversion.Status.PAID, Long.MAX_VALUE, "paid_at desc, paid_position desc", limit);
    }

    /** Those that are accepted and not paid, the oldest first: so they are worked off. */
    public List<ReconversionLine> unpaid(@Nullable AssociationCode association, int limit) {
        var filter = new Filter(association, null);
        return reconversions(filter, Reconversion.Status.ACCEPTED, Long.MAX_VALUE, "position", limit);
    }

    private List<ReconversionLine> reconversions(
            Filter filter, Reconversion.@Nullable Status state, long before, String order, int limit) {
        return db.sql("""
                        select *
                          from view.reconversion
                         where position < :before
                           and (:association::text is null or association = :association)
                           and (:account::text is null or account = :account)
                           and (:state::text is null or state = :state)
                         order by %s
                         limit :limit
                        """.formatted(order))
                .param("before", before)
                .param("association", text(filter.association()))
                .param("account", text(filter.account()))
                .param("state", text(state))
                .param("limit", limit)
                .query((row, _) -> reconversion(new Row(row)))
                .list();
    }

    /** Reconversions that are accepted and not paid; of one association, or of all where none is named. */
    public Waiting waiting(@Nullable AssociationCode association) {
        return Waiting.of(db.sql("""
                        select count(*) as count, min(accepted_at) as oldest
                          from view.reconversion
                         where state = 'ACCEPTED'
                           and (:association::text is null or association = :association)
                        """).param("association", text(association)));
    }

    public Optional<ReconversionLine> reconversion(OperationId id) {
        return db.sql("""
                        select *
                          from view.reconversion
                         where reconversion = :reconversion
                        """)
                .param("reconversion", id.uuid())
                .query((row, _) -> reconversion(new Row(row)))
                .optional();
    }

    private static IssuanceLine issuance(Row row) throws SQLException {
        return new IssuanceLine(
                row.operation("issuance"),
                row.text("account"),
                row.text("association"),
                row.number("amount_cents"),
                Means.valueOf(row.text("means")),
                row.text("bank_reference"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.instantOrNull("reversed_at"),
                row.number("position"));
    }

    private static ReconversionLine reconversion(Row row) throws SQLException {
        return new ReconversionLine(
                row.operation("reconversion"),
                Reconversion.Medium.valueOf(row.text("medium")),
                row.text("account"),
                row.text("association"),
                row.number("gross_cents"),
                row.number("fee_cents"),
                row.text("rate"),
                row.text("invoice_number"),
                row.day("day"),
                Reconversion.Status.valueOf(row.text("state")),
                row.textOrNull("bank_reference"),
                row.instant("accepted_at"),
                row.instantOrNull("paid_at"),
                row.instantOrNull("failed_at"),
                row.number("position"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
