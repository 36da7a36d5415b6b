package laroue.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a backup was made last, and when one was last restored and verified: for people and alerts. */
public final class BackupLog {

    /** What was done with a backup. */
    public enum Act {
        MADE,
        /** Restored into a scratch database, and verified there. */
        CHECKED;

        private String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One backup, or one check.
     *
     * @param position of the last event in the backup; null where it could not be told
     * @param bytes of all its files; null likewise
     * @param fault what was wrong first; null where nothing was
     */
    public record Entry(
            Instant at,
            @Nullable Long position,
            @Nullable Long bytes,
            @Nullable String fault) {

        public boolean sound() {
            return fault == null;
        }
    }

    private final JdbcClient db;

    public BackupLog(JdbcClient db) {
        this.db = db;
    }

    /** Notes what was just done. */
    public void enter(Act act, @Nullable Long position, @Nullable Long bytes, Duration took, @Nullable String fault) {
        db.sql("""
                        insert into register.backup (act, position, bytes, seconds, fault)
                        values (:act, :position, :bytes, :seconds, :fault)
                        """)
                .param("act", act.column())
                .param("position", position)
                .param("bytes", bytes)
                .param("seconds", Math.toIntExact(took.toSeconds()))
                .param("fault", fault)
                .update();
    }

    /** The last of a kind; empty if there was none. */
    public Optional<Entry> last(Act act) {
        return last(act, "");
    }

    /** The last of a kind that found no fault; empty if there was none. */
    public Optional<Entry> lastSound(Act act) {
        return last(act, "and fault is null");
    }

    private Optional<Entry> last(Act act, String condition) {
        return db.sql("""
                        select at, position, bytes, fault
                          from register.backup
                         where act = :act %s
                         order by backup desc
                         limit 1
                        """.formatted(condition))
                .param("act", act.column())
                .query((row, _) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("position", Long.class),
                        row.getObject("bytes", Long.class),
                        row.getString("fault")))
                .optional();
    }
}
