package laroue.view;

import java.util.HashMap;
import laroue.merchant.NafCorrespondence;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which sectors are one, by the correspondences that were loaded. Read when figures and lists are, never stored with them. */
public final class Sectors {

    private final JdbcClient db;

    public Sectors(JdbcClient db) {
        this.db = db;
    }

    /** By the correspondences whose day has come; where a code has two successors, the later one. */
    public NafCorrespondence today() {
        var successors = new HashMap<String, String>();
        db.sql("""
                select former, latter
                  from register.naf_correspondence
                 cross join unnest(formers, latters) as pair (former, latter)
                 where starts <= (now() at time zone 'Europe/Paris')::date
                 order by starts
                """).query(it -> {
            var row = new Row(it);
            successors.put(row.text("former"), row.text("latter"));
        });
        return new NafCorrespondence(successors);
    }
}
