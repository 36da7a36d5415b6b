package laroue.admin.confirmation;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.admin.frame.WorkQueue;
import laroue.register.Role;
import laroue.view.confirmation.WaitingActs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways in: among the queues for who sees those, and in the menu for operators. */
@Configuration(proxyBeanMethods = false)
class ConfirmationQueue {

    static final String LIST = "/files/a-confirmer";

    @Bean
    WorkQueue waitingQueue(WaitingActs acts) {
        return new WorkQueue(
                5, LIST, "confirmation.queue", Set.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR), acts::waiting);
    }

    @Bean
    MenuEntry waitingEntry() {
        return new MenuEntry(31, LIST, "confirmation.menu", Set.of(Role.DESK));
    }
}
