package laroue.runtime;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One PostgreSQL schema, brought up to date by the scripts in {@code db/<name>}, forward only. */
record Schema(String name) {

    static Schema migrated(DataSource database, String name) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema(name)
                .locations("classpath:db/" + name)
                .load()
                .migrate();
        return new Schema(name);
    }
}
