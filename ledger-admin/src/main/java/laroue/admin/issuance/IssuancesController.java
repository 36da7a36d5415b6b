package laroue.admin.issuance;

import java.util.List;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.api.account.MemberSearch;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.register.Role;
import laroue.value.Roues;
import laroue.view.conversion.ConversionQueue;
import laroue.view.conversion.ConversionQueue.Filter;
import laroue.view.conversion.ConversionQueue.IssuanceLine;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What was issued, newest first; and the way to the next one, which starts from whose euros came. */
@Controller
class IssuancesController {

    static final String LIST = "/emissions";

    private static final String READ = "GET /v1/issuances";

    private static final int ON_A_PAGE = 50;
    private static final int MOST_FOUND = 20;

    private final ConversionQueue conversions;
    private final MemberSearch search;
    private final Downloads downloads;

    IssuancesController(ConversionQueue conversions, MemberSearch search, Downloads downloads) {
        this.conversions = conversions;
        this.search = search;
        this.downloads = downloads;
    }

    /**
     * The list.
     *
     * @param q whose euros came: the beginning of a name or a number
     * @param avant only those before this position
     */
    @AllowedAs(READ)
    @GetMapping(LIST)
    String issuances(
            Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long avant,
            Model page) {
        boolean mayAct = caller.is(Role.TREASURER);
        var found = issuances(caller, avant, ON_A_PAGE + 1);
        page.addAttribute("issuances", found.stream().limit(ON_A_PAGE).toList());
        page.addAttribute("more", found.size() > ON_A_PAGE);
        page.addAttribute("mayAct", mayAct);
        page.addAttribute("q", q);
        if (mayAct && !q.isBlank()) {
            var people = search.first(caller, q.strip(), MOST_FOUND);
            page.addAttribute("found", people.members());
            page.addAttribute("cut", people.isCut());
            page.addAttribute("total", people.total());
        }
        return "issuance/issuances";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "emissions",
                format,
                List.of(
                        new Column<>("issuance.when", IssuanceLine::at),
                        new Column<>("issuance.account", IssuanceLine::account),
                        new Column<>("issuance.amount", it -> new Roues(it.amountCents())),
                        new Column<>("issuance.means", it -> new Word("issuance.means." + it.means())),
                        new Column<>("issuance.bank-reference", IssuanceLine::bankReference),
                        new Column<>("issuance.reversed-at", IssuanceLine::reversedAt),
                        new Column<>("issuance.number", IssuanceLine::id)),
                issuances(caller, Long.MAX_VALUE, Downloads.ASKED));
    }

    private List<IssuanceLine> issuances(Caller caller, long before, int most) {
        return conversions.issuances(new Filter(caller.limitedTo().orElse(null), null), before, most);
    }
}
