package laroue.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires connections, the migration of the schemas, and transactions. */
@Configuration(proxyBeanMethods = false)
@Import(DatabaseInitializationDependencyConfigurer.class)
class DatabaseConfiguration {

    /** The schemas are up to date. */
    record Schemas() {}

    /** Connections beside the pool, by their use. */
    @Bean(destroyMethod = "close")
    Connections connections(
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username:}") String user,
            @Value("${spring.datasource.password:}") String password) {
        return new Connections(url, user, password);
    }

    /** As the owner of the schemas, where that is not the user that the node works with. */
    @Bean
    SchemaMigrations schemaMigrations(
            Connections connections,
            @Value("${laroue.database-owner.user:}") String owner,
            @Value("${laroue.database-owner.password:}") String password) {
        return new SchemaMigrations(owner.isEmpty() ? connections.unpooled() : connections.unpooledAs(owner, password));
    }

    /** All who read or write through Spring's JDBC come after it: {@link SchemasDetector}. */
    @Bean
    Schemas schemas(SchemaMigrations migrations) {
        migrations.migrate();
        return new Schemas();
    }

    @Bean
    DatabaseMeters databaseMeters(JdbcClient db, InstantSource clock, MeterRegistry meters) {
        return new DatabaseMeters(db, clock, meters);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource database) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(database));
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }
}
