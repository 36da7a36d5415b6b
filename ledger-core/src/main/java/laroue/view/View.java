package laroue.view;

import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One view: tables that are made from the events and from nothing else, so that they can be dropped and built again.
 * A view reads and writes its own tables only, so views can be built side by side. Its tables stand in the schema {@code view}; while they are rebuilt, beside the live ones, in {@code view_next}.
 */
public interface View {

    /**
     * Folds a batch of events into the tables, in the order of their positions. Each event comes exactly once: how far
     * the view has read is stored in the same transaction.
     *
     * @param tables where to write: its schema is not always {@code view}
     */
    void fold(List<RecordedEvent> events, Tables tables);

    /**
     * What it is called in the node's health, in alerts and by the commands: {@code statement}, {@code desk-day}. It is stored
     * in {@code view.unfolded}: who renames the class renames it there too, by a migration.
     */
    default String name() {
        return getClass()
                .getSimpleName()
                .replaceFirst("View$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** The schema that a fold writes to, and the connection of its transaction. */
    record Tables(JdbcOperations jdbc, JdbcClient db, String schema) {

        public Tables(DataSource database, String schema) {
            this(new JdbcTemplate(database), schema);
        }

        private Tables(JdbcOperations jdbc, String schema) {
            this(jdbc, JdbcClient.create(jdbc), schema);
        }

        /** A statement in which each {@code view.} names the schema that is written to. */
        public JdbcClient.StatementSpec sql(String statement) {
            return db.sql(in(statement));
        }

        /**
         * Adds rows to a table.
         *
         * @param target the table with its columns
         */
        public void copy(BinaryRows rows, String target) {
            jdbc.execute((ConnectionCallback<Long>) it -> rows.copyTo(it, in(target)));
        }

        public String in(String statement) {
            return in(statement, schema);
        }

        /** The same script or statement for another schema. */
        public static String in(String statement, String schema) {
            return "view".equals(schema) ? statement : statement.replace("view.", schema + ".");
        }
    }
}
