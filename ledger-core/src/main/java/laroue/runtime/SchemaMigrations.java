package laroue.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import laroue.backup.Migrations;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The schemas of the ledger, brought up to date by the scripts in {@code db/<name>}, forward only; or up to a version, for a
 * backup that is of it.
 */
final class SchemaMigrations implements Migrations {

    /** In the order in which they are made. */
    static final List<String> SCHEMAS = List.of("journal", "register", "view");

    private final DataSource owner;

    /** @param owner as the owner of the schemas */
    SchemaMigrations(DataSource owner) {
        this.owner = owner;
    }

    DataSource owner() {
        return owner;
    }

    /** Brings all schemas up to date, and names the oldest release that may run on them from now on. */
    void migrate() {
        SCHEMAS.forEach(it -> flyway(it, MigrationVersion.LATEST).migrate());
        var db = JdbcClient.create(owner);
        var known = db.sql("select oldest from register.release")
                .query(String.class)
                .optional();
        if (known.isEmpty() || Release.parse(known.get()).compareTo(Release.OLDEST_BESIDE_THIS) < 0) {
            db.sql("""
                            insert into register.release (oldest, set_by)
                            values (:oldest, :by)
                                on conflict (one) do update
                               set oldest = excluded.oldest,
                                   set_by = excluded.set_by,
                                   set_at = now()
                            """)
                    .param("oldest", Release.OLDEST_BESIDE_THIS.toString())
                    .param("by", Release.current().toString())
                    .update();
        }
    }

    @Override
    public void migrate(Map<String, String> versions) {
        SCHEMAS.stream()
                .filter(versions::containsKey)
                .forEach(it -> flyway(it, MigrationVersion.fromVersion(versions.get(it)))
                        .migrate());
    }

    @Override
    public Map<String, String> newest() {
        var newest = new LinkedHashMap<String, String>();
        for (var schema : SCHEMAS) {
            for (var script : flyway(schema, MigrationVersion.LATEST).info().all()) {
                if (script.isVersioned() && script.getState().isResolved()) {
                    newest.put(schema, script.getVersion().getVersion());
                }
            }
        }
        return newest;
    }

    private Flyway flyway(String schema, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(owner)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                .javaMigrations(inJava(schema))
                .target(target)
                .load();
    }

    /** Each time new ones: they gather what they read. */
    private static JavaMigration[] inJava(String schema) {
        return "journal".equals(schema)
                ? new JavaMigration[] {
                    new FormerReferencesMigration("2.1"), new PublicNotesMigration(), new FormerReferencesMigration("4")
                }
                : new JavaMigration[0];
    }
}
