package laroue.admin.directory;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.register.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way in. */
@Configuration(proxyBeanMethods = false)
class DirectoryMenu {

    @Bean
    MenuEntry directoryEntry() {
        return new MenuEntry(
                40, "/annuaire", "directory.menu", Set.of(Role.DESK, Role.TREASURER, Role.ADMIN, Role.AUDITOR));
    }
}
