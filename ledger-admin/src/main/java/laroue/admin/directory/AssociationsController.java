package laroue.admin.directory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.http.Codes;
import laroue.api.http.Problems;
import laroue.api.http.Written;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.Association;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.decision.Heads;
import laroue.register.People;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Rate;
import laroue.view.association.AssociationList;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Associations, and the rules that each gave itself, with the days from which they hold. */
@Controller
class AssociationsController {

    static final String LIST = "/annuaire/associations";

    private static final String RULES = LIST + "/{code}/regles";
    private static final String SET = "POST /v1/associations/{code}/rules";
    private static final String RULES_PAGE = "directory/rules";

    private final AssociationList list;
    private final Heads heads;
    private final People people;
    private final Bookings bookings;
    private final InstantSource clock;

    AssociationsController(AssociationList list, Heads heads, People people, Bookings bookings, InstantSource clock) {
        this.list = list;
        this.heads = heads;
        this.people = people;
        this.bookings = bookings;
        this.clock = clock;
    }

    @AllowedAs("GET /v1/associations")
    @GetMapping(LIST)
    String associations(Caller caller, Model page) {
        var all = list.codes().stream()
                .flatMap(it -> heads.find(Association.KIND, it.code()).stream())
                .toList();
        page.addAttribute("associations", all);
        page.addAttribute(
                "names",
                people.names(all.stream().map(it -> it.account().number()).toList()));
        page.addAttribute("today", BusinessDay.of(clock.instant()));
        page.addAttribute(
                "governed",
                all.stream()
                        .map(Association::code)
                        .filter(it -> caller.is(Role.ADMIN) && caller.worksFor(it))
                        .toList());
        return "directory/associations";
    }

    /** What holds now is where one starts from. */
    @AllowedAs(SET)
    @GetMapping(RULES)
    String rules(@PathVariable String code, Form form, Model page) {
        var today = BusinessDay.of(clock.instant());
        var rules = find(code, page).rulesOn(today);
        form.with("from", today.toString())
                .with("fees", written(rules.fees()))
                .with("membership", Written.of(rules.membership()));
        return RULES_PAGE;
    }

    @AllowedAs(SET)
    @PostMapping(RULES)
    String set(Caller caller, @PathVariable String code, Form form, Model page) {
        var now = find(code, page).rulesOn(BusinessDay.of(clock.instant()));
        var from = form.day("from");
        if (from.isEmpty()) {
            form.wrong("from", "form.missing");
        }
        var membership = form.oneOf("membership", MembershipRule.class);
        if (membership.isEmpty()) {
            form.wrong("membership", "form.missing");
        }
        var fees = fees(form);
        if (!form.isComplete() || form.isToBeCorrected()) {
            return RULES_PAGE;
        }
        var rules = new Rules(
                from.orElseThrow(),
                fees,
                now.minimum(),
                now.cap(),
                now.period(),
                membership.orElseThrow(),
                now.ceilings(),
                now.desks());
        page.addAttribute("wanted", rules);
        Asked<AssociationCode> asked =
                bookings.showOrBook(caller, form, "from", it -> new SetRules(it, new AssociationCode(code), rules));
        return asked.leadsTo(page, form, RULES_PAGE, LIST);
    }

    private Association find(String code, Model page) {
        var association = heads.find(Association.KIND, code).orElseThrow(Problems::notFound);
        page.addAttribute("association", association);
        return association;
    }

    /** One class a line: its name, and its rate as a fraction. */
    private static String written(Map<String, Rate> fees) {
        var lines = fees.entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .toList();
        return String.join("\n", lines);
    }

    private static Map<String, Rate> fees(Form form) {
        var fees = new HashMap<String, Rate>(Map.of(Rules.STANDARD, Rate.NONE));
        for (var line : form.value("fees").lines().filter(it -> !it.isBlank()).toList()) {
            var words = List.of(line.strip().replace(',', '.').split("\\s+"));
            var rate = words.size() == 2 ? Rate.parse(words.getLast()) : Optional.<Rate>empty();
            if (rate.isEmpty()
                    || !Codes.MERCHANT_CLASS.matcher(words.getFirst()).matches()) {
                form.wrong("fees", "directory.fees.wrong");
            } else {
                fees.put(words.getFirst(), rate.orElseThrow());
            }
        }
        return fees;
    }
}
