package laroue.admin.vault;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.register.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way in. */
@Configuration(proxyBeanMethods = false)
class VaultMenu {

    @Bean
    MenuEntry vaultEntry() {
        return new MenuEntry(34, VaultController.LIST, "vault.menu", Set.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR));
    }
}
