package laroue.admin.queues;

import java.util.Set;
import laroue.admin.frame.MenuEntry;
import laroue.admin.frame.WorkQueue;
import laroue.register.Role;
import laroue.view.conversion.ConversionQueue;
import laroue.view.desk.DeskQueues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queues of this room, and the way in to all. Other rooms add theirs by beans of the same type. */
@Configuration(proxyBeanMethods = false)
class Queues {

    /**
     * Who sees what waits in a whole association: treasurer, admin and auditor. The operator of one desk asks for the own
     * remittances and shipments at the counter.
     */
    static final String READ = "GET /v1/queues";

    /** What is to be paid out is for the treasurer, and for who looks after her. */
    static final String READ_PAYOUTS = "GET /v1/issuances";

    private static final Set<Role> STAFF = Set.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR);
    private static final Set<Role> PAYERS = Set.of(Role.TREASURER, Role.AUDITOR);

    @Bean
    MenuEntry queuesEntry() {
        return new MenuEntry(30, "/files", "queues.menu", STAFF);
    }

    @Bean
    WorkQueue remittancesQueue(DeskQueues desks) {
        return new WorkQueue(10, RemittancesController.LIST, "queues.remittances", STAFF, desks::remittances);
    }

    @Bean
    WorkQueue cardReceiptsQueue(DeskQueues desks) {
        return new WorkQueue(15, CardReceiptPagesController.LIST, "queues.cards", STAFF, desks::cardReceipts);
    }

    @Bean
    WorkQueue reconversionsQueue(ConversionQueue conversions) {
        return new WorkQueue(20, ReconversionsController.LIST, "queues.reconversions", PAYERS, conversions::waiting);
    }

    @Bean
    WorkQueue shipmentsQueue(DeskQueues desks) {
        return new WorkQueue(30, ShipmentsController.LIST, "queues.shipments", STAFF, desks::shipments);
    }

    @Bean
    WorkQueue differencesQueue(DeskQueues desks) {
        return new WorkQueue(40, DifferencesController.LIST, "queues.differences", STAFF, desks::differences);
    }

    @Bean
    WorkQueue claimsQueue(ClaimsController claims) {
        return new WorkQueue(50, ClaimsController.LIST, "queues.claims", STAFF, claims::waiting);
    }

    @Bean
    WorkQueue returnedQueue(Alerts alerts) {
        return new WorkQueue(55, ReturnedController.LIST, "queues.returned", STAFF, alerts::waitingCameBack);
    }

    @Bean
    WorkQueue alertsQueue(Alerts alerts) {
        return new WorkQueue(60, AlertsController.LIST, "queues.alerts", STAFF, alerts::waiting);
    }
}
