package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import laroue.runtime.TestPostgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class VerbNodeTest {

    @Test
    @DisplayName("a command takes no lease by itself: it would take it from the node that writes, or keep it from one")
    void takesNoLease() {
        var database = TestPostgres.freshDatabase();
        try (var context = new SpringApplicationBuilder(VerbNode.Verbs.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .logStartupInfo(false)
                .properties(Map.of(
                        "spring.datasource.url", database.jdbcUrl(),
                        "spring.datasource.username", database.user(),
                        "spring.datasource.password", database.password(),
                        "laroue.secret", "secret-of-a-test-that-is-long-enough",
                        "laroue.demonstration", "false"))
                .run()) {
            var beans = context.getBeanFactory();

            assertThat(beans.containsBeanDefinition("lease")).isTrue();
            assertThat(beans.containsBeanDefinition("writer")).isTrue();
            assertThat(beans.containsSingleton("lease")).isFalse();
            assertThat(beans.containsSingleton("writer")).isFalse();
        }
    }
}
