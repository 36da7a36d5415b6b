package laroue.view;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the views have read. */
public final class Progress {

    /** Reads what the counter needs at once: accounts, statement, merchants, conversions. */
    public static final String COUNTER = "counter";

    /** Reads what the figures are made from. */
    public static final String FIGURES = "figures";

    private final JdbcClient db;

    public Progress(JdbcClient db) {
        this.db = db;
    }

    /** The position of the last event that all views contain. */
    public long position() {
        return db.sql("""
                        select least(view.read_to(:counter), view.read_to(:figures))
                        """)
                .param("counter", COUNTER)
                .param("figures", FIGURES)
                .query(Long.class)
                .single();
    }

    /** The position of the last event that the views of one processor contain; zero before the first. */
    public long position(String processor) {
        return db.sql("select view.read_to(:processor)")
                .param("processor", processor)
                .query(Long.class)
                .single();
    }
}
