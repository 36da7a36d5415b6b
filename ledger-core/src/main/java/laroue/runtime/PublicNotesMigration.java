package laroue.runtime;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import laroue.decision.LedgerEvent;
import laroue.decision.NotePosting.Place;
import laroue.value.NoteKind;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills {@code journal.public_notes}: the notes in the public's hands. */
final class PublicNotesMigration extends EventMigration {

    private final Map<NoteKind, Long> counts = new HashMap<>();

    PublicNotesMigration() {
        super("2.3", "public notes", "type like 'desk.%' or type like 'vault.%' or type like 'shipment.%'");
    }

    @Override
    void read(LedgerEvent event, ResultSet row, JdbcTemplate db) {
        for (var posting : event.notePostings()) {
            if (posting.place() == Place.PUBLIC) {
                counts.merge(NoteKind.of(posting.note()), (long) posting.count(), Math::addExact);
            }
        }
    }

    @Override
    void finish(JdbcTemplate db) {
        counts.forEach((kind, count) -> db.update(
                "insert into journal.public_notes (issuer, denomination, count) values (?, ?, ?)",
                kind.issuer().code(),
                kind.denomination(),
                count));
    }
}
