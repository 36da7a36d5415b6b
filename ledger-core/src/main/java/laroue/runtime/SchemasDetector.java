package laroue.runtime;

import java.util.Set;
import laroue.runtime.DatabaseConfiguration.Schemas;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Tells Spring Boot what initializes the database: so its {@code JdbcClient} and {@code JdbcOperations}, and all beans
 * that say so, are made when the schemas are up to date. Named in {@code META-INF/spring.factories}.
 */
final class SchemasDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(Schemas.class);
    }
}
