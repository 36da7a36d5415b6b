package laroue.runtime;

import javax.sql.DataSource;
import laroue.audit.Checkpoints;
import laroue.audit.Verification;
import laroue.codec.EventCodec;
import laroue.register.Verifications;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires what holds the ledger against itself. */
@Configuration(proxyBeanMethods = false)
@Import({Checkpoints.class, Verifications.class})
class AuditConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    Verification verification(DataSource database, EventCodec codec) {
        return new Verification(database, codec);
    }
}
