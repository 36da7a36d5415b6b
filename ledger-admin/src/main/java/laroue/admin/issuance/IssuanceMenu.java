package laroue.admin.issuance;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.register.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way in. */
@Configuration(proxyBeanMethods = false)
class IssuanceMenu {

    @Bean
    MenuEntry issuanceEntry() {
        return new MenuEntry(36, IssuancesController.LIST, "issuance.menu", Set.of(Role.TREASURER, Role.AUDITOR));
    }
}
