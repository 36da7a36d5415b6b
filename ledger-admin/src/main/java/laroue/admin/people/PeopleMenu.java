package laroue.admin.people;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.register.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way in. */
@Configuration(proxyBeanMethods = false)
class PeopleMenu {

    @Bean
    MenuEntry teamEntry() {
        return new MenuEntry(45, TeamController.LIST, "people.menu", Set.of(Role.ADMIN, Role.AUDITOR));
    }
}
