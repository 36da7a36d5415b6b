package laroue.view;

import java.time.Instant;
import java.util.List;
import laroue.view.View.Tables;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An event that a view could not fold. From its position on, the view leaves out whatever concerns the association; other
 * associations and other views go on. It ends with a rebuild by a version that can fold the event.
 *
 * @param processor of the view's group
 * @param view by its name ({@link View#name})
 * @param association the code of the one concerned
 * @param position of the first event that could not be folded
 * @param type the stored name of that event's type
 * @param reason why, in one line
 */
public record Unfolded(
        String processor, String view, String association, long position, String type, String reason, Instant foundAt) {

    /** All there are, in the order of their positions. */
    public static List<Unfolded> all(JdbcClient db) {
        return all(db, "view");
    }

    /** The same of the views in another schema. */
    public static List<Unfolded> all(JdbcClient db, String schema) {
        return db.sql(Tables.in("""
                        select processor, view, association, position, type, reason, found_at
                          from view.unfolded
                         order by position, view, association
                        """, schema))
                .query((row, _) -> new Unfolded(
                        row.getString("processor"),
                        row.getString("view"),
                        row.getString("association"),
                        row.getLong("position"),
                        row.getString("type"),
                        row.getString("reason"),
                        new Row(row).instant("found_at")))
                .list();
    }

    @Override
    public String toString() {
        return "the view \"%s\" cannot fold position %d (%s) and leaves out what concerns %s from there on: %s"
                .formatted(view, position, type, association, reason);
    }
}
