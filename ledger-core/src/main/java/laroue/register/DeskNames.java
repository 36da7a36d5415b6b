package laroue.register;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import laroue.value.DeskId;
import laroue.value.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What desks are called, and the ids that are made of it: {@code gap-centre} of « Gap Centre ». */
public final class DeskNames {

    private static final int LONGEST_ID = 34;

    private static final int SHORTEST_ID = 2;

    private final JdbcClient db;

    public DeskNames(JdbcClient db) {
        this.db = db;
    }

    /**
     * Enters a name before its desk is opened, and draws its id: a number is added where another desk has the same.
     *
     * @param operation the one that will open the desk
     */
    public DeskId enter(OperationId operation, String name) {
        var id = idOf(name);
        for (int next = 2; !enter(operation, id, name); next++) {
            id = new DeskId(idOf(name) + "-" + next);
        }
        return id;
    }

    /**
     * Enters a name under an id that is known.
     *
     * @return whether the id was free; false, and nothing is entered, if another desk has it
     */
    public boolean enter(OperationId operation, DeskId desk, String name) {
        return db.sql("""
                insert into register.desk (desk, operation, name)
                values (:desk, :operation, :name)
                on conflict (desk) do nothing
                """)
                        .param("desk", desk.id())
                        .param("operation", operation.uuid())
                        .param("name", name)
                        .update()
                == 1;
    }

    public Optional<String> find(DeskId desk) {
        return db.sql("select name from register.desk where desk = :desk")
                .param("desk", desk.id())
                .query(String.class)
                .optional();
    }

    /** The names of some desks, by their ids; one that has none is left out. */
    public Map<String, String> find(Collection<String> desks) {
        return desks.isEmpty()
                ? Map.of()
                : db
                        .sql("select desk, name from register.desk where desk in (:desks)")
                        .param("desks", List.copyOf(desks))
                        .query((row, _) -> Map.entry(row.getString("desk"), row.getString("name")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Small letters without accents, digits, and dashes between them. */
    static DeskId idOf(String name) {
        var plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.substring(0, Math.min(plain.length(), LONGEST_ID)).replaceAll("^-+|-+$", "");
        return new DeskId(cut.length() < SHORTEST_ID ? ("comptoir-" + cut).replaceAll("-$", "") : cut);
    }
}
