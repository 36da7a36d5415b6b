package laroue.admin.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.admin.frame.MenuEntry;
import laroue.api.security.Actors;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.audit.Checkpoints;
import laroue.register.AccessLog;
import laroue.register.AccessLog.Filter;
import laroue.register.AccessLog.Reading;
import laroue.register.Role;
import laroue.register.Verifications;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.Roues;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import laroue.view.power.PowerFacts;
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

    private final Actors actors;

    private static final String HEALTH = "GET /v1/audit/health";
    private static final String READINGS = "/audit/lectures";

    private static final int MOST_SHOWN = 200;

    /** How far back what one person did alone is an alert. */
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private final Identities identities;
    private final Checkpoints checkpoints;
    private final AccessLog readings;
    private final Verifications verifications;
    private final PowerFacts powers;
    private final Downloads downloads;
    private final InstantSource clock;

    AuditController(
            Actors actors,
            Identities identities,
            Checkpoints checkpoints,
            AccessLog readings,
            Verifications verifications,
            PowerFacts powers,
            Downloads downloads,
            InstantSource clock) {
        this.powers = powers;
        this.clock = clock;
        this.actors = actors;
        this.verifications = verifications;
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
    String health(Caller caller, Model page) {
        var health = identities.check();
        page.addAttribute("health", health);
        page.addAttribute("allHold", health.items().stream().allMatch(Identity::holds));
        page.addAttribute("checkpoint", checkpoints.last());
        page.addAttribute("verified", verifications.last().orElse(null));
        page.addAttribute(
                "alone",
                powers.aloneSince(
                        caller.limitedTo().orElse(null), clock.instant().minus(LOOKED_BACK)));
        return "audit/health";
    }

    @AllowedAs(HEALTH)
    @GetMapping("/audit/identites" + Downloads.FORMAT)
    ResponseEntity<byte[]> download(@PathVariable String format) {
        return downloads.of(
                "identites",
                format,
                List.of(
                        new Column<>("audit.identity", it -> new Word("audit.identity." + it.identity())),
                        new Column<>("audit.association", Identity::association),
                        new Column<>("audit.left", it -> amount(it, it.left())),
                        new Column<>("audit.right", it -> amount(it, it.right())),
                        new Column<>("audit.holds", Identity::holds)),
                identities.check().items());
    }

    /** Euros where the sides are what covers and what is owed; roues where they are notes, balances and postings. */
    private static Object amount(Identity identity, long cents) {
        return isInEuros(identity) ? new Euros(cents) : new Roues(cents);
    }

    private static boolean isInEuros(Identity identity) {
        return identity.identity().equals("C") || identity.identity().equals("claims");
    }

    /** Of one account: what its holder may ask to know. Of one client: what whoever has it looked at. */
    @AllowedAs(HEALTH)
    @GetMapping(READINGS)
    String readings(
            Caller caller, Form form, @RequestParam(defaultValue = "" + Long.MAX_VALUE) long avant, Model page) {
        page.addAttribute("readings", Excerpt.of(list(caller, form, avant, MOST_SHOWN + 1), MOST_SHOWN));
        return "audit/readings";
    }

    @AllowedAs(HEALTH)
    @GetMapping(READINGS + Downloads.FORMAT)
    ResponseEntity<byte[]> downloadReadings(Caller caller, @PathVariable String format, Form form) {
        return downloads.of(
                "lectures",
                format,
                List.of(
                        new Column<>("audit.at", Reading::at),
                        new Column<>("audit.client", it -> actors.name(it.client())),
                        new Column<>("audit.what", it -> new Word("audit.what." + it.what())),
                        new Column<>("audit.accounts", it -> String.join(" ", it.accounts()))),
                list(caller, form, Long.MAX_VALUE, Downloads.ASKED));
    }

    /** A number that nobody has finds nothing. */
    private List<Reading> list(Caller caller, Form form, long before, int most) {
        var account =
                form.has("compte") ? AccountNumber.parse(form.value("compte")).orElse(AccountNumber.NOBODYS) : null;
        var client = form.has("qui") ? form.value("qui") : null;
        var filter = new Filter(caller.limitedTo().orElse(null), account, client);
        return readings.list(filter, before, most);
    }
}
