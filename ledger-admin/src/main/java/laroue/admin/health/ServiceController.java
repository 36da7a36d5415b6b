package laroue.admin.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import laroue.admin.frame.Formats;
import laroue.admin.frame.MenuEntry;
import laroue.admin.frame.Wording;
import laroue.admin.health.Finding.Level;
import laroue.api.security.AllowedAs;
import laroue.register.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that says what is well and what is not, and what to do; {@code /readyz} is for machines. */
@Controller
class ServiceController {

    static final String PATH = "/etat-du-service";

    private static final List<Level> WORST_FIRST = List.of(Level.BAD, Level.LOOK, Level.UNKNOWN, Level.GOOD);

    private final ServiceLook look;
    private final Wording wording;

    ServiceController(ServiceLook look, Wording wording) {
        this.look = look;
        this.wording = wording;
    }

    /** The way in. */
    @Configuration(proxyBeanMethods = false)
    static class Menu {

        @Bean
        MenuEntry serviceEntry() {
            return new MenuEntry(55, PATH, "service.menu", Set.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR));
        }
    }

    /**
     * A line of the page, in words.
     *
     * @param todo what to do about it; null where nothing is to be done
     */
    record Line(
            String part,
            Level level,
            String sentence,
            @Nullable String todo,
            @Nullable String link) {}

    @AllowedAs("GET /v1/audit/health")
    @GetMapping(PATH)
    String service(Locale locale, Model page) {
        var findings = look.now().findings();
        page.addAttribute(
                "lines",
                findings.stream()
                        .sorted(Comparator.comparingInt(it -> WORST_FIRST.indexOf(it.level())))
                        .map(it -> line(it, locale))
                        .toList());
        page.addAttribute(
                "asked", findings.stream().filter(it -> isToDo(it.level())).count());
        return "health/state";
    }

    private static boolean isToDo(Level level) {
        return level == Level.BAD || level == Level.LOOK;
    }

    private Line line(Finding it, Locale locale) {
        var formats = Formats.of(locale);
        var values = it.values().stream().map(each -> inWords(each, formats)).toArray();
        return new Line(
                wording.of("service." + it.part(), locale),
                it.level(),
                wording.of(it.key(), locale, values),
                it.asksForSomething() ? wording.of(it.key() + ".todo", locale) : null,
                it.link());
    }

    private static Object inWords(Object value, Formats formats) {
        return value instanceof Instant at ? formats.dayAndTime(at) : formats.cell(value);
    }
}
