package laroue.admin.counter;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.register.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way in. */
@Configuration(proxyBeanMethods = false)
class CounterMenu {

    @Bean
    MenuEntry counterEntry() {
        return new MenuEntry(
                10, "/comptoir", "counter.menu", Set.of(Role.DESK, Role.TREASURER, Role.ADMIN, Role.AUDITOR));
    }
}
