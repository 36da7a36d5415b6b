package laroue.admin.queues;

import java.util.List;
import java.util.Locale;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Formats;
import laroue.admin.frame.Wording;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The alerts, each since when, and where to look next. */
@Controller
class AlertsController {

    static final String LIST = "/files/alertes";

    private final Alerts alerts;
    private final Wording wording;
    private final Downloads downloads;

    AlertsController(Alerts alerts, Wording wording, Downloads downloads) {
        this.alerts = alerts;
        this.wording = wording;
        this.downloads = downloads;
    }

    /** An alert, and the sentence that is said about it. */
    record Said(Alert alert, String sentence) {}

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String alerts(Caller caller, Locale locale, Model page) {
        page.addAttribute("alerts", said(caller, locale));
        return "queues/alerts";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, Locale locale, @PathVariable String format) {
        return downloads.of(
                "alertes",
                format,
                List.of(
                        new Column<Said>("queues.since", it -> it.alert().since()),
                        new Column<>("queues.association", it -> it.alert().concerned()),
                        new Column<>(
                                "queues.alert",
                                it -> new Word("queues.alert." + it.alert().kind())),
                        new Column<>("queues.alert.what", Said::sentence)),
                said(caller, locale));
    }

    private List<Said> said(Caller caller, Locale locale) {
        return alerts.of(caller.limitedTo().orElse(null)).stream()
                .map(it -> new Said(it, sentence(it, locale)))
                .toList();
    }

    private String sentence(Alert alert, Locale locale) {
        var said = Formats.of(locale);
        return switch (alert) {
            case Alert.Overdue it ->
                wording.of("queues.alert.overdue.word", locale, it.deskName(), said.day(it.remitBy()));
            case Alert.Uncovered it ->
                wording.of(
                        "queues.alert.uncovered.word",
                        locale,
                        said.euros(it.missingCents()),
                        said.euros(it.figures().debtCents()));
            case Alert.NotActive it -> wording.of("queues.alert.not-active." + it.state(), locale);
            case Alert.Broken it ->
                wording.of(
                        "queues.alert.broken.word",
                        locale,
                        it.identity().identity(),
                        said.decimal(it.identity().left()),
                        said.decimal(it.identity().right()));
            case Alert.LeftOut it ->
                wording.of(
                        "queues.alert.left-out.word",
                        locale,
                        it.unfolded().view(),
                        String.valueOf(it.unfolded().position()),
                        it.unfolded().type());
            case Alert.CameBack it ->
                wording.of(
                        "queues.alert.returned." + it.why(),
                        locale,
                        said.roues(it.returned().amount().cents()),
                        it.returned().account());
            case Alert.Faulty it ->
                wording.of(
                        "queues.alert.faulty.word",
                        locale,
                        String.valueOf(it.verified().fault()));
            case Alert.Unsaved it ->
                wording.of("queues.alert.unsaved." + it.trouble(), locale, it.fault(), said.dayAndTime(it.since()));
            case Alert.Guessing it ->
                wording.of(
                        "queues.alert.guessing." + it.abuse().kind(),
                        locale,
                        it.abuse().subject(),
                        it.abuse().pauses(),
                        said.dayAndTime(it.abuse().lastAt()));
        };
    }
}
