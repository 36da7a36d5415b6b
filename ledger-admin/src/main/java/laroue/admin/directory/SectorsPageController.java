package laroue.admin.directory;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Form;
import laroue.admin.frame.Onwards;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.merchant.Naf;
import laroue.register.NafCorrespondences;
import laroue.value.BusinessDay;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;

/** The correspondence of sectors is loaded where the nomenclature (NAF) changes: two columns, as copied from a spreadsheet. */
@Controller
class SectorsPageController {

    static final String PATH = "/annuaire/secteurs";

    private static final String LOAD = "POST /v1/sectors/correspondence";
    private static final String PAGE = "directory/sectors";

    /** The nomenclature has fewer codes. */
    private static final int MOST_LINES = 2_000;

    private static final Pattern BETWEEN = Pattern.compile("[;,\t]");

    private final NafCorrespondences correspondences;
    private final InstantSource clock;

    SectorsPageController(NafCorrespondences correspondences, InstantSource clock) {
        this.correspondences = correspondences;
        this.clock = clock;
    }

    @AllowedAs(LOAD)
    @ActMapping(PATH)
    String sectors(Caller caller, Form form, Model page) {
        page.addAttribute("loaded", correspondences.list());
        if (!form.isSent()) {
            return PAGE;
        }
        var from = form.day("from").orElse(BusinessDay.of(clock.instant()));
        var successors = successors(form);
        if (form.isComplete()) {
            correspondences.circle(from, successors).ifPresent(it -> form.wrong("codes", "directory.naf.circle", it));
        }
        if (form.isUnfinished()) {
            return PAGE;
        }
        if (form.isToBeBooked()) {
            correspondences.load(caller.client(), from, successors);
            Onwards.sayDone();
            return "redirect:" + PATH;
        }
        show(page, from, successors);
        return PAGE;
    }

    private static void show(Model page, LocalDate from, Map<String, String> successors) {
        page.addAttribute("preview", successors);
        page.addAttribute("from", from);
    }

    /** By the code whose place they take; a code that stays is none that changes, and a heading is no line. */
    private static Map<String, String> successors(Form form) {
        var successors = new LinkedHashMap<String, String>();
        var lines = form.value("codes").lines().toList();
        if (lines.isEmpty()) {
            form.wrong("codes", "form.missing");
        } else if (lines.size() > MOST_LINES) {
            form.wrong("codes", "directory.naf.many", String.valueOf(MOST_LINES));
        }
        for (int i = 0; i < lines.size() && form.isComplete(); i++) {
            var cells = BETWEEN.split(lines.get(i).replace("\"", ""), -1);
            var former = Naf.read(cells[0]);
            var latter = cells.length > 1 ? Naf.read(cells[1]) : former;
            boolean heading = i == 0 && cells.length > 1 && former.isEmpty() && latter.isEmpty();
            if (lines.get(i).isBlank() || heading) {
                continue;
            }
            if (cells.length < 2 || former.isEmpty() || latter.isEmpty()) {
                form.wrong("codes", "directory.naf.line", String.valueOf(i + 1));
                continue;
            }
            var before = successors.putIfAbsent(former.get(), latter.get());
            if (before != null && !before.equals(latter.get())) {
                form.wrong("codes", "directory.naf.twice", String.valueOf(i + 1), former.get(), before);
            }
        }
        if (successors.isEmpty() && form.isComplete()) {
            form.wrong("codes", "directory.naf.line", "1");
        }
        successors.entrySet().removeIf(it -> it.getKey().equals(it.getValue()));
        return successors;
    }
}
