package laroue.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import laroue.runtime.LedgerConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A node without pages: core and API. */
@SpringBootApplication(scanBasePackages = "laroue.api")
@Import(LedgerConfiguration.class)
public class ApiNode {

    @Bean
    @ConditionalOnMissingBean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}
