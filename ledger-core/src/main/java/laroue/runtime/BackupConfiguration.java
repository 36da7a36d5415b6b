package laroue.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import laroue.backup.Backup;
import laroue.backup.BackupLog;
import laroue.backup.Restore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires backups and their restoration. */
@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

    /** Copies a ledger of an earlier release too, before that is upgraded: it migrates nothing. */
    @Bean
    Backup backup(DataSource database, InstantSource clock) {
        return new Backup(database, Release.current().toString(), clock);
    }

    /** Works on a database without any schema, and makes them itself. */
    @Bean
    Restore restore(SchemaMigrations schemas) {
        return new Restore(schemas.owner(), schemas);
    }

    /** Not over Spring's client, which comes after the migrations: a backup migrates nothing. */
    @Bean
    BackupLog backupLog(DataSource database) {
        return new BackupLog(JdbcClient.create(database));
    }

    @Bean
    BackupMeters backupMeters(BackupLog log, InstantSource clock, MeterRegistry meters) {
        return new BackupMeters(log, clock, meters);
    }
}
