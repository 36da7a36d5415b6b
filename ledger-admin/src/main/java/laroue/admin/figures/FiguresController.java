package laroue.admin.figures;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import laroue.admin.figures.Outlook.Span;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.MenuEntry;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Times;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.Progress;
import laroue.view.association.AssociationList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The dashboard: what circulates, whether it is covered, whether it is used. */
@Controller
class FiguresController {

    private static final String PATH = "/chiffres";

    private final Dashboard dashboard;
    private final Tables tables;
    private final AssociationList associations;
    private final Progress progress;
    private final Downloads downloads;
    private final InstantSource clock;

    FiguresController(
            Dashboard dashboard,
            Tables tables,
            AssociationList associations,
            Progress progress,
            Downloads downloads,
            InstantSource clock) {
        this.dashboard = dashboard;
        this.tables = tables;
        this.associations = associations;
        this.progress = progress;
        this.downloads = downloads;
        this.clock = clock;
    }

    @Bean
    static MenuEntry figuresInTheMenu() {
        return new MenuEntry(20, PATH, "figures.menu", Set.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR));
    }

    @GetMapping(PATH)
    @AllowedAs("GET /v1/circulation/period")
    String dashboard(Caller caller, Selection selection, Locale reader, Model page) {
        show(outlook(caller, selection), caller, reader, page);
        page.addAttribute("associations", associations.codes());
        page.addAttribute("spans", Span.values());
        return "figures/dashboard";
    }

    /** The figures alone, as soon as there is something that the page has not seen. */
    @GetMapping(PATH + "/tableau")
    @AllowedAs("GET /v1/circulation/period")
    Object news(Caller caller, Selection selection, @RequestParam long vu, Locale reader, Model page) {
        if (progress.position(Progress.FIGURES) <= vu) {
            return ResponseEntity.noContent().build();
        }
        show(outlook(caller, selection), caller, reader, page);
        return "figures/board";
    }

    @GetMapping(PATH + "/{table}" + Downloads.FORMAT)
    @AllowedAs("GET /v1/circulation/period")
    ResponseEntity<byte[]> download(
            Caller caller,
            @PathVariable String table,
            @PathVariable String format,
            Selection selection,
            Locale reader) {
        var outlook = outlook(caller, selection);
        var rows = tables.of(table, outlook, caller, reader);
        return downloads.of(
                "%s-%s-%s".formatted(table, outlook.from(), outlook.day()), format, rows.downloaded(), rows.rows());
    }

    /** The year of an association as its assembly reads it, on paper. */
    @GetMapping(PATH + "/rapport")
    @AllowedAs("GET /v1/circulation/period")
    String report(Caller caller, @RequestParam @Nullable String annee, Selection selection, Locale reader, Model page) {
        int year = year(annee);
        var last = LocalDate.of(year, 12, 31);
        var whole = new Selection(selection.association(), (last.isAfter(today()) ? today() : last).toString(), "year");
        show(outlook(caller, whole), caller, reader, page);
        page.addAttribute("year", year);
        return "figures/report";
    }

    private int year(@Nullable String text) {
        if (text == null) {
            return today().getYear();
        }
        if (!text.matches("[12][0-9]{3}")
                || Integer.parseInt(text) < BusinessDay.FIRST.getYear()
                || Integer.parseInt(text) > today().getYear()) {
            throw Problems.malformed("annee", Sentence.of("field.year"));
        }
        return Integer.parseInt(text);
    }

    private void show(Outlook outlook, Caller caller, Locale reader, Model page) {
        page.addAttribute("board", dashboard.of(outlook, caller, reader));
        page.addAttribute("outlook", outlook);
        page.addAttribute("readAt", clock.instant());
    }

    /**
     * What a link or the form says.
     *
     * @param association empty for the territory; null where nobody chose yet
     */
    record Selection(
            @Nullable String association,
            @Nullable String jour,
            @Nullable String periode) {}

    private Outlook outlook(Caller caller, Selection selection) {
        return new Outlook(
                association(caller, selection.association()),
                day(selection.jour()),
                span(selection.periode()),
                clock.instant());
    }

    /** Unless somebody chooses, one looks at the association that one works for. */
    private @Nullable AssociationCode association(Caller caller, @Nullable String code) {
        if (code == null) {
            return caller.association();
        }
        if (code.isEmpty()) {
            return null;
        }
        return associations.codes().stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(Problems::notFound);
    }

    private LocalDate day(@Nullable String text) {
        return text == null || text.isEmpty() ? today() : Times.day("jour", text);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessDay.ZONE);
    }

    private static Span span(@Nullable String text) {
        return text == null
                ? Span.MONTH
                : Arrays.stream(Span.values())
                        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Problems.malformed("periode", Sentence.of("field.period")));
    }
}
