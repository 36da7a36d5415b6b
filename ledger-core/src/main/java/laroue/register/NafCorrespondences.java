package laroue.register;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.merchant.NafCorrespondence;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The correspondences of sectors that were loaded when the nomenclature (NAF) changed. They concern no person. */
public final class NafCorrespondences {

    private final JdbcClient db;

    public NafCorrespondences(JdbcClient db) {
        this.db = db;
    }

    /**
     * One that was loaded.
     *
     * @param from the first day on which it holds
     * @param codes how many codes have a successor in it
     */
    public record Loaded(LocalDate from, int codes) {}

    /** A code that would take its own place, together with what was loaded of other days; empty if there is none. */
    public Optional<String> circle(LocalDate from, Map<String, String> successors) {
        var all = new HashMap<String, String>();
        db.sql("""
                select former, latter
                  from register.naf_correspondence
                 cross join unnest(formers, latters) as pair (former, latter)
                 where starts <> :from
                 order by starts
                """).param("from", from).query(row -> {
            all.put(row.getString("former"), row.getString("latter"));
        });
        all.putAll(successors);
        return new NafCorrespondence(all).circle();
    }

    /**
     * Loads one, in the place of one of the same day.
     *
     * @param client who asks for it
     * @param successors by the code whose place they take; where there are none, what was loaded of that day is taken back
     */
    public void load(String client, LocalDate from, Map<String, String> successors) {
        var formers = List.copyOf(successors.keySet());
        db.sql("""
                insert into register.naf_correspondence (starts, formers, latters, client)
                values (:from, :formers, :latters, :client)
                    on conflict (starts) do update
                   set formers = excluded.formers, latters = excluded.latters, client = excluded.client,
                       loaded_at = excluded.loaded_at
                """)
                .param("from", from)
                .param("formers", formers.toArray(String[]::new))
                .param("latters", formers.stream().map(successors::get).toArray(String[]::new))
                .param("client", client)
                .update();
    }

    /** What was loaded, by its day. */
    public List<Loaded> list() {
        return db.sql("""
                        select starts, cardinality(formers) as codes
                          from register.naf_correspondence
                         where cardinality(formers) > 0
                         order by starts
                        """)
                .query((row, _) -> new Loaded(row.getObject("starts", LocalDate.class), row.getInt("codes")))
                .list();
    }
}
