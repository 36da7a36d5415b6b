package laroue.runtime;

import java.util.HashMap;
import java.util.Map;
import laroue.decision.NotePosting;
import laroue.decision.NotePosting.Place;
import laroue.ledger.EventCodec;
import laroue.value.NoteKind;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Fills {@code journal.public_notes} once, from the events of a ledger that did not keep it. */
final class PublicNotes implements JavaMigration {

    private static final String EVENTS = """
            select type, payload
              from journal.event
             where type like 'desk.%' or type like 'vault.%' or type like 'shipment.%'
            """;

    private static final int FETCH = 1_000;

    private final EventCodec codec = new EventCodec();

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2.3");
    }

    @Override
    public String getDescription() {
        return "public notes";
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
        var counts = new HashMap<NoteKind, Long>();
        db.query(EVENTS, row -> {
            codec.read(row.getString("type"), row.getString("payload"))
                    .notePostings()
                    .forEach(it -> add(counts, it));
        });
        counts.forEach((kind, count) -> db.update(
                "insert into journal.public_notes (issuer, denomination, count) values (?, ?, ?)",
                kind.issuer().code(),
                kind.denomination(),
                count));
    }

    private static void add(Map<NoteKind, Long> counts, NotePosting posting) {
        if (posting.place() == Place.PUBLIC) {
            counts.merge(NoteKind.of(posting.note()), (long) posting.count(), Math::addExact);
        }
    }
}
