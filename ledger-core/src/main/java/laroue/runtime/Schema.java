package laroue.runtime;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;

/** One PostgreSQL schema, brought up to date by the scripts in {@code db/<name>}, forward only. */
record Schema(String name) {

    static Schema migrated(DataSource database, String name, JavaMigration... inJava) {
        Flyway.configure()
                .dataSource(database)
                .defaultSchema(name)
                .locations("classpath:db/" + name)
                .javaMigrations(inJava)
                .load()
                .migrate();
        return new Schema(name);
    }
}
