package laroue.view;

import java.util.List;
import laroue.ledger.Recorded;
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
    void fold(List<Recorded> events, Tables tables);

    /** The schema that a fold writes to, and the connection of its transaction. */
    record Tables(JdbcClient db, String schema) {

        /** A statement in which each {@code view.} names the schema that is written to. */
        public JdbcClient.StatementSpec sql(String statement) {
            return db.sql(in(statement));
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
