package laroue.backup;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A table of the journal or of the register, as the database describes it: a table that a later migration adds is backed up
 * without a word here.
 *
 * @param name with its schema
 * @param columns that are stored, in their order
 */
record BackedUpTable(String name, List<String> columns) {

    /** The schemas that hold what cannot be made from anything else. */
    static final List<String> SCHEMAS = List.of("journal", "register");

    /** What a table of history is ordered by: its rows never change, and later ones have greater values. */
    private static final Map<String, Order> HISTORY = Map.of(
            "journal.event", Order.POSITION,
            "journal.taken", Order.POSITION,
            "journal.checkpoint", Order.BATCH,
            "journal.outcome", Order.BATCH);

    /**
     * Made by a living node, by a trigger, by the migrations. Snapshots could be made again too, but a node that starts without
     * them reads each event of its busiest streams.
     */
    private static final Set<String> LEFT_OUT =
            Set.of("journal.lease", "register.person_word", "*.flyway_schema_history");

    /** By which number the rows of a table of history follow each other. */
    enum Order {
        POSITION,
        BATCH
    }

    /** The names of the tables of history. */
    static String[] history() {
        return HISTORY.keySet().toArray(String[]::new);
    }

    /** Whether rows are only ever added to it, with growing positions or batches. */
    boolean isHistory() {
        return HISTORY.containsKey(name);
    }

    /**
     * The rows that some batches wrote.
     *
     * @param after the last batch that is not asked for, and its last position
     * @param to the last one that is, and its last position
     */
    String rowsBetween(Moment after, Moment to) {
        var order = HISTORY.get(name);
        var rows = "select %s from %s where ".formatted(columnList(), name);
        return rows
                + (order == Order.POSITION
                        ? "position > %d and position <= %d".formatted(after.position(), to.position())
                        : "batch > %d and batch <= %d".formatted(after.batch(), to.batch()));
    }

    /** All rows. */
    String rows() {
        return "select %s from %s".formatted(columnList(), name);
    }

    private String columnList() {
        return columnList(columns);
    }

    static String columnList(List<String> columns) {
        return columns.stream().map(it -> '"' + it + '"').collect(Collectors.joining(", "));
    }

    /** A moment between two batches. */
    record Moment(long batch, long position) {}

    /** All of them that a connection sees; each after those that its rows refer to. */
    static List<BackedUpTable> all(Connection connection) {
        var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        var found = new ArrayList<>(db.sql("""
                        select nspname || '.' || relname as name,
                               array(select attname::text from pg_attribute
                                      where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
                                      order by attnum) as columns
                          from pg_class c
                          join pg_namespace n on n.oid = relnamespace
                         where nspname = any (:schemas)
                           and relkind in ('r', 'p')
                           and not relispartition
                         order by nspname, relname
                        """)
                .param("schemas", SCHEMAS.toArray(String[]::new))
                .query((row, _) -> new BackedUpTable(row.getString("name"), Arrays.asList((String[])
                        row.getArray("columns").getArray())))
                .list());
        found.removeIf(it -> LEFT_OUT.contains(it.name())
                || LEFT_OUT.contains("*" + it.name().substring(it.name().indexOf('.'))));
        return inOrder(found, references(db));
    }

    private static Map<String, Set<String>> references(JdbcClient db) {
        return db.sql("""
                        select distinct n.nspname || '.' || c.relname as one, on_n.nspname || '.' || on_c.relname as other
                          from pg_constraint
                          join pg_class c on c.oid = conrelid
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_class on_c on on_c.oid = confrelid
                          join pg_namespace on_n on on_n.oid = on_c.relnamespace
                         where contype = 'f'
                           and conrelid <> confrelid
                        """).query((row, _) -> Map.entry(row.getString("one"), row.getString("other"))).list().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private static List<BackedUpTable> inOrder(List<BackedUpTable> tables, Map<String, Set<String>> references) {
        var waiting = new ArrayList<>(tables);
        var ordered = new ArrayList<BackedUpTable>();
        while (!waiting.isEmpty()) {
            var names = waiting.stream().map(BackedUpTable::name).collect(Collectors.toSet());
            var next = waiting.stream()
                    .filter(it -> references.getOrDefault(it.name(), Set.of()).stream()
                            .noneMatch(names::contains))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + names);
            }
            ordered.addAll(next);
            waiting.removeAll(next);
        }
        return ordered;
    }
}
