package laroue.admin.audit;

import java.util.List;
import java.util.Set;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.MenuEntry;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.audit.Checkpoints;
import laroue.register.Readings;
import laroue.register.Readings.Reading;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The identities with both sides, the line to keep outside of the ledger, and the log of readings (rule 57). */
@Controller
class AuditController {

    private static final String HEALTH = "GET /v1/audit/health";
    private static final String READINGS = "/audit/lectures";

    private static final int MOST_SHOWN = 200;
    private static final int MOST_TAKEN = 100_000;

    private final Identities identities;
    private final Checkpoints checkpoints;
    private final Readings readings;
    private final Downloads downloads;

    AuditController(Identities identities, Checkpoints checkpoints, Readings readings, Downloads downloads) {
        this.identities = identities;
        this.checkpoints = checkpoints;
        this.readings = readings;
        this.downloads = downloads;
    }

    /** The way in. */
    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        MenuEntry auditEntry() {
            return new MenuEntry(50, "/audit", "audit.menu", Set.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR));
        }
    }

    @AllowedAs(HEALTH)
    @GetMapping("/audit")
    String health(Model page) {
        var health = identities.check();
        page.addAttribute("health", health);
        page.addAttribute("allHold", health.items().stream().allMatch(Identity::holds));
        page.addAttribute("checkpoint", checkpoints.last());
        return "audit/health";
    }

    @AllowedAs(HEALTH)
    @GetMapping("/audit/identites" + Downloads.FORMAT)
    ResponseEntity<byte[]> download(@PathVariable String format) {
        return downloads.of(
                "identites",
                format,
                List.of(
                        new Column<>("audit.identity", Identity::identity),
                        new Column<>("audit.association", Identity::association),
                        new Column<>("audit.left", Identity::left),
                        new Column<>("audit.right", Identity::right),
                        new Column<>("audit.holds", Identity::holds)),
                identities.check().items());
    }

    /** With an account, those of whom it is shown: what its holder may ask to know. */
    @AllowedAs(HEALTH)
    @GetMapping(READINGS)
    String readings(Caller caller, @RequestParam(required = false) @Nullable String compte, Model page) {
        page.addAttribute("account", compte);
        page.addAttribute("readings", list(caller, compte, MOST_SHOWN));
        return "audit/readings";
    }

    @AllowedAs(HEALTH)
    @GetMapping(READINGS + Downloads.FORMAT)
    ResponseEntity<byte[]> downloadReadings(Caller caller, @PathVariable String format) {
        return downloads.of(
                "lectures",
                format,
                List.of(
                        new Column<>("audit.at", Reading::at),
                        new Column<>("audit.client", Reading::client),
                        new Column<>("audit.what", Reading::what),
                        new Column<>("audit.accounts", it -> String.join(" ", it.accounts()))),
                list(caller, null, MOST_TAKEN));
    }

    private List<Reading> list(Caller caller, @Nullable String account, int most) {
        var number = account == null || account.isBlank() ? null : number(account);
        return readings.list(caller.limitedTo().orElse(null), number, Long.MAX_VALUE, most);
    }

    /** A number that nobody has finds nothing. */
    private static AccountNumber number(String typed) {
        return AccountNumber.parse(typed.strip()).orElse(AccountNumber.NOBODYS);
    }
}
