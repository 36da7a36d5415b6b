package laroue.runtime;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Wires the core into Axon and PostgreSQL, room by room; a node imports this one class and has the whole ledger. Everything
 * that money depends on is written out and left to no condition: none of Axon's auto-configuration is on the class path, so
 * none of its faults are (docs/rationale.md).
 */
@Configuration(proxyBeanMethods = false)
@Import({
    DatabaseConfiguration.class,
    JournalConfiguration.class,
    WriterConfiguration.class,
    ViewConfiguration.class,
    RegisterStoresConfiguration.class,
    AuditConfiguration.class,
    BackupConfiguration.class,
    Schedules.class
})
public class LedgerConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
