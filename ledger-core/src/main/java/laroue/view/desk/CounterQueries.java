package laroue.view.desk;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import laroue.codec.NotesText;
import laroue.desk.DeskEvent.Service;
import laroue.desk.Means;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.view.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was done at counters, and what became of its euros; newest first. */
public final class CounterQueries {

    private final JdbcClient db;

    public CounterQueries(JdbcClient db) {
        this.db = db;
    }

    /**
     * One operation at a counter.
     *
     * @param means null where nothing was paid in euros
     * @param operator the client who did it
     * @param remittance the one that carries its euros; null before
     */
    public record OperationLine(
            OperationId operation,
            DeskId desk,
            OperationId session,
            Service service,
            String account,
            Notes given,
            Notes returned,
            Notes earned,
            long digitalCents,
            @Nullable Means means,
            long paperEuroCents,
            long digitalEuroCents,
            long ownEuroCents,
            @Nullable LocalDate membershipUntil,
            @Nullable Integer stampYear,
            Notes stamped,
            String operator,
            Instant at,
            Instant recordedAt,
            @Nullable Instant undoneAt,
            @Nullable OperationId undoneBy,
            @Nullable OperationId remittance,
            @Nullable Instant bouncedAt,
            long position) {

        public long euroCents() {
            return paperEuroCents + digitalEuroCents + ownEuroCents;
        }
    }

    /**
     * One remittance.
     *
     * @param operations those that it covers, in the order in which they were done
     * @param bankReference null before it is banked
     */
    public record RemittanceLine(
            OperationId remittance,
            AssociationCode association,
            DeskId desk,
            String slip,
            List<String> operations,
            long declaredCashEuroCents,
            long declaredChequesEuroCents,
            long computedCashEuroCents,
            long computedChequesEuroCents,
            String remittedBy,
            Instant at,
            Instant recordedAt,
            @Nullable String bankReference,
            @Nullable Instant bankedAt,
            long position) {

        /** What the slip says more than was computed; negative where it says less. */
        public long differenceEuroCents() {
            return declaredCashEuroCents + declaredChequesEuroCents - computedCashEuroCents - computedChequesEuroCents;
        }
    }

    /** A cheque that bounced: its member owes the association (rule 32). */
    public record BouncedLine(
            OperationId operation,
            OperationId remittance,
            AssociationCode association,
            String account,
            long amountEuroCents,
            Instant at,
            Instant recordedAt,
            long position) {}

    /**
     * The operations of a desk.
     *
     * @param session only of this one; null for all
     * @param remitted true: only those that a slip carries; false: only those whose cash or cheque still lies in the
     *     till; null: all
     */
    public List<OperationLine> operations(
            DeskId desk, @Nullable OperationId session, @Nullable Boolean remitted, long before, int limit) {
        return db.sql("""
                        select *
                          from view.desk_operation
                         where desk = :desk
                           and position < :before
                           and (:session::uuid is null or session = :session::uuid)
                           and case :remitted::boolean
                                   when true then remittance is not null
                                   when false then remittance is null and undone_by is null
                                                   and means in ('CASH', 'CHEQUE')
                                   else true
                               end
                         order by position desc
                         limit :limit
                        """)
                .param("desk", desk.id())
                .param("before", before)
                .param("session", session == null ? null : session.toString())
                .param("remitted", remitted)
                .param("limit", limit)
                .query((row, _) -> operation(new Row(row)))
                .list();
    }

    /** One operation, at whichever desk it was done. */
    public Optional<OperationLine> operation(OperationId operation) {
        return db.sql("""
                        select *
                          from view.desk_operation
                         where operation = :operation
                        """)
                .param("operation", operation.uuid())
                .query((row, _) -> operation(new Row(row)))
                .optional();
    }

    /** What was done of one kind in a session, without what was undone. */
    public record Done(
            Service service,
            long operations,
            long digitalCents,
            long cashEuroCents,
            long chequesEuroCents,
            long cardEuroCents) {}

    public List<Done> done(OperationId session) {
        return db.sql("""
                        select service, count(*) as operations, sum(digital_cents)::bigint as digital,
                               coalesce(sum(euros) filter (where means = 'CASH'), 0)::bigint as cash,
                               coalesce(sum(euros) filter (where means = 'CHEQUE'), 0)::bigint as cheques,
                               coalesce(sum(euros) filter (where means = 'CARD'), 0)::bigint as card
                          from view.desk_operation
                         cross join lateral (
                               select paper_euro_cents + digital_euro_cents + own_euro_cents as euros) paid
                         where session = :session
                           and undone_by is null
                         group by service
                         order by service
                        """)
                .param("session", session.uuid())
                .query((row, _) -> new Done(
                        Service.valueOf(row.getString("service")),
                        row.getLong("operations"),
                        row.getLong("digital"),
                        row.getLong("cash"),
                        row.getLong("cheques"),
                        row.getLong("card")))
                .list();
    }

    /** Which remittances; what is null is not asked for. */
    public record Filter(
            @Nullable AssociationCode association,
            @Nullable String desk,
            @Nullable Boolean banked) {}

    public List<RemittanceLine> remittances(Filter filter, long before, int limit) {
        return remittances(filter, before, "desc", limit);
    }

    /** Those that nobody has seen at the bank, the oldest first: so they are worked off. */
    public List<RemittanceLine> unbanked(@Nullable AssociationCode association, int limit) {
        return remittances(new Filter(association, null, false), Long.MAX_VALUE, "asc", limit);
    }

    private List<RemittanceLine> remittances(Filter filter, long before, String order, int limit) {
        return db.sql("""
                        select remittance.*,
                               array(select operation
                                       from view.desk_operation
                                      where desk_operation.desk = remittance.desk
                                        and desk_operation.remittance = remittance.remittance
                                      order by desk_operation.position) as operations
                          from view.remittance
                         where position < :before
                           and (:association::text is null or association = :association)
                           and (:desk::text is null or desk = :desk)
                           and (:banked::boolean is null or (banked_at is not null) = :banked::boolean)
                         order by position %s
                         limit :limit
                        """.formatted(order))
                .param("before", before)
                .param("association", text(filter.association()))
                .param("desk", filter.desk())
                .param("banked", filter.banked())
                .param("limit", limit)
                .query((row, _) -> remittance(new Row(row)))
                .list();
    }

    /** The operations that a slip carries, in the order in which they were done. */
    public List<OperationLine> remittedBy(OperationId remittance) {
        return db.sql("select * from view.desk_operation where remittance = :remittance order by position")
                .param("remittance", remittance.uuid())
                .query((row, _) -> operation(new Row(row)))
                .list();
    }

    /**
     * What a card paid at a desk, and the bank has confirmed or not.
     *
     * @param cardReference the terminal's number
     * @param bankReference null while it waits
     */
    public record CardReceiptLine(
            OperationId operation,
            AssociationCode association,
            DeskId desk,
            String account,
            long amountEuroCents,
            String cardReference,
            Instant at,
            Instant recordedAt,
            @Nullable String bankReference,
            @Nullable Instant bankedAt,
            long position) {}

    /**
     * What cards paid, without what was undone.
     *
     * @param banked only what the bank has confirmed, or only what waits; null for all
     */
    public List<CardReceiptLine> cardReceipts(
            @Nullable AssociationCode association, @Nullable Boolean banked, long before, int limit) {
        return cardReceipts(association, banked, before, "desc", limit);
    }

    /** Those that nobody has seen at the bank, the oldest first: so they are worked off. */
    public List<CardReceiptLine> waitingCardReceipts(@Nullable AssociationCode association, int limit) {
        return cardReceipts(association, false, Long.MAX_VALUE, "asc", limit);
    }

    private List<CardReceiptLine> cardReceipts(
            @Nullable AssociationCode association, @Nullable Boolean banked, long before, String order, int limit) {
        return db.sql("""
                        select *
                          from view.desk_operation
                         where card_reference is not null
                           and undone_by is null
                           and position < :before
                           and (:association::text is null or association = :association)
                           and (:banked::boolean is null or (card_banked_at is not null) = :banked::boolean)
                         order by position %s
                         limit :limit
                        """.formatted(order))
                .param("before", before)
                .param("association", text(association))
                .param("banked", banked)
                .param("limit", limit)
                .query((row, _) -> cardReceipt(new Row(row)))
                .list();
    }

    private static CardReceiptLine cardReceipt(Row row) throws SQLException {
        return new CardReceiptLine(
                row.operation("operation"),
                new AssociationCode(row.text("association")),
                new DeskId(row.text("desk")),
                row.text("account"),
                row.number("paper_euro_cents") + row.number("digital_euro_cents") + row.number("own_euro_cents"),
                row.text("card_reference"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.textOrNull("card_bank_reference"),
                row.instantOrNull("card_banked_at"),
                row.number("position"));
    }

    /** What members owe for cheques that bounced. */
    public List<BouncedLine> bounced(@Nullable AssociationCode association, long before, int limit) {
        return db.sql("""
                        select *
                          from view.bounced_cheque
                         where position < :before
                           and (:association::text is null or association = :association)
                         order by position desc
                         limit :limit
                        """)
                .param("before", before)
                .param("association", text(association))
                .param("limit", limit)
                .query((row, _) -> bounced(new Row(row)))
                .list();
    }

    private static OperationLine operation(Row row) throws SQLException {
        var means = row.textOrNull("means");
        return new OperationLine(
                row.operation("operation"),
                new DeskId(row.text("desk")),
                row.operation("session"),
                Service.valueOf(row.text("service")),
                row.text("account"),
                NotesText.read(row.text("given")),
                NotesText.read(row.text("returned")),
                NotesText.read(row.text("earned")),
                row.number("digital_cents"),
                means == null ? null : Means.valueOf(means),
                row.number("paper_euro_cents"),
                row.number("digital_euro_cents"),
                row.number("own_euro_cents"),
                row.dayOrNull("membership_until"),
                row.row().getObject("stamp_year", Integer.class),
                NotesText.read(row.text("stamped")),
                row.text("operator"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.instantOrNull("undone_at"),
                row.operationOrNull("undone_by"),
                row.operationOrNull("remittance"),
                row.instantOrNull("bounced_at"),
                row.number("position"));
    }

    private static RemittanceLine remittance(Row row) throws SQLException {
        var operations = (UUID[]) row.row().getArray("operations").getArray();
        return new RemittanceLine(
                row.operation("remittance"),
                new AssociationCode(row.text("association")),
                new DeskId(row.text("desk")),
                row.text("slip"),
                Arrays.stream(operations).map(UUID::toString).toList(),
                row.number("declared_cash_euro_cents"),
                row.number("declared_cheques_euro_cents"),
                row.number("computed_cash_euro_cents"),
                row.number("computed_cheques_euro_cents"),
                row.text("remitted_by"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.textOrNull("bank_reference"),
                row.instantOrNull("banked_at"),
                row.number("position"));
    }

    private static BouncedLine bounced(Row row) throws SQLException {
        return new BouncedLine(
                row.operation("operation"),
                row.operation("remittance"),
                new AssociationCode(row.text("association")),
                row.text("account"),
                row.number("amount_euro_cents"),
                row.instant("at"),
                row.instant("recorded_at"),
                row.number("position"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
