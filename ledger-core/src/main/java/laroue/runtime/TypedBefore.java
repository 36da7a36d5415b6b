package laroue.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import laroue.conversion.Conversions;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.decision.Taken;
import laroue.desk.RemittanceEvent.Banked;
import laroue.desk.RemittanceEvent.Made;
import laroue.desk.Remittances;
import laroue.ledger.EventCodec;
import laroue.ledger.Journal;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills {@code journal.typed_before}, once: the keys of bank references, deposit slips and invoice numbers that a ledger
 * had used while it knew them by their exact text, and of the bank references of payouts, which it did not take at all.
 * What another system's history brought along was never taken, and is not here either.
 */
final class TypedBefore implements JavaMigration {

    private static final String EVENTS = """
            select position, operation, type, payload
              from journal.event
             where type in ('issuance.made.1', 'reconversion.accepted.1', 'reconversion.notes-accepted.1',
                            'reconversion.paid.1', 'remittance.made.1', 'remittance.banked.1')
             order by position
            """;

    private static final int FETCH = 1_000;

    private final EventCodec codec = new EventCodec();

    /** A text that was used, and whether the journal knows it by its exact form. */
    private record Used(String scope, String text, boolean taken) {}

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2.1");
    }

    @Override
    public String getDescription() {
        return "typed before";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        var db = new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
        db.setFetchSize(FETCH);
        db.query(EVENTS, row -> {
            var used = used(row);
            if (used != null && (!used.taken() || known(db, new Taken(used.scope(), used.text())))) {
                keep(db, Journal.idOf(Taken.typed(used.scope(), used.text())), row.getLong("position"));
            }
        });
    }

    private @Nullable Used used(ResultSet row) throws SQLException {
        return switch (codec.read(row.getString("type"), row.getString("payload"))) {
            case IssuanceMade it -> new Used(Conversions.bankIn(it.account().association()), it.bankReference(), true);
            case Accepted it -> new Used(Conversions.invoices(it.account()), it.invoiceNumber(), true);
            case NotesAccepted it -> new Used(Conversions.invoices(it.account()), it.invoiceNumber(), true);
            case Made it -> new Used(Remittances.slips(it.association()), it.slip(), true);
            case Banked it -> new Used(Conversions.bankIn(it.association()), it.bankReference(), true);
            case Paid it
            when !it.reconversion().uuid().equals(row.getObject("operation", UUID.class)) ->
                new Used(Conversions.bankOut(it.account().association()), it.bankReference(), false);
            default -> null; // a payout that came with another system's history
        };
    }

    private static boolean known(JdbcTemplate db, Taken exact) {
        return !db.queryForList("select 1 from journal.taken where id = ?", Integer.class, Journal.idOf(exact))
                .isEmpty();
    }

    private static void keep(JdbcTemplate db, UUID id, long position) {
        db.update("insert into journal.typed_before (id, position) values (?, ?) on conflict do nothing", id, position);
    }
}
