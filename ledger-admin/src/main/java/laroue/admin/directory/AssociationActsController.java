package laroue.admin.directory;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import laroue.admin.directory.Dated.Hold;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.admin.frame.Formats;
import laroue.api.command.Problems;
import laroue.api.http.Written;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.Association;
import laroue.association.AssociationCommand.DecideState;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.Associations;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.association.State;
import laroue.decision.LedgerState;
import laroue.register.Memos;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What an admin decides about an association: that there is one, its rules, and how far it still goes. */
@Controller
class AssociationActsController {

    private static final String NEW = AssociationsController.LIST + "/nouvelle";
    private static final String RULES = AssociationsController.ONE + "/regles";
    private static final String STATE = AssociationsController.ONE + "/etat";

    private static final String FOUND = "POST /v1/associations";
    private static final String SET = "POST /v1/associations/{code}/rules";
    private static final String DECIDE = "POST /v1/associations/{code}/state";

    private static final String NEW_PAGE = "directory/new-association";
    private static final String RULES_PAGE = "directory/rules";
    private static final String STATE_PAGE = "directory/association-state";

    private final LedgerState ledgerState;
    private final People people;
    private final Numbers numbers;
    private final Memos words;
    private final Bookings bookings;
    private final InstantSource clock;

    AssociationActsController(
            LedgerState ledgerState,
            People people,
            Numbers numbers,
            Memos words,
            Bookings bookings,
            InstantSource clock) {
        this.ledgerState = ledgerState;
        this.people = people;
        this.numbers = numbers;
        this.words = words;
        this.bookings = bookings;
        this.clock = clock;
    }

    @AllowedAs(FOUND)
    @GetMapping(NEW)
    String newAssociation(Form form, Model page) {
        SecondPersonForm.offer(form, EnumSet.allOf(SecondPersonAct.class));
        return offerActs(page);
    }

    private static String offerActs(Model page) {
        page.addAttribute("acts", SecondPersonAct.values());
        return NEW_PAGE;
    }

    @AllowedAs(FOUND)
    @PostMapping(NEW)
    String found(Caller caller, Form form, Model page) {
        var code = form.text("code", 100);
        if (!AssociationCode.isWellFormed(code)) {
            Associations.resembled(ledgerState, code)
                    .ifPresentOrElse(
                            it -> form.wrong("code", "directory.association.resembles", it),
                            () -> form.wrong("code", "directory.association.wrong"));
        }
        var name = form.text("name", 200);
        var secondPerson = SecondPersonForm.read(form);
        offerActs(page);
        if (form.isUnfinished()) {
            return NEW_PAGE;
        }
        var rules = first(secondPerson);
        page.addAttribute("secondPerson", secondPerson.acts());
        var association = new AssociationCode(code);
        var account = numbers.account(association);
        Asked<AssociationCode> asked = bookings.showOrBook(
                caller,
                form,
                "code",
                it -> new FoundAssociation(it, association, account, rules),
                it -> people.enter(it.id(), account, name, null));
        return asked.leadsTo(page, NEW_PAGE, AssociationsController.LIST);
    }

    /** The rules that hold before any are set, and who confirms what; null where each acts alone. */
    private @Nullable Rules first(SecondPersonRule secondPerson) {
        var usual = Rules.FIRST;
        return secondPerson.acts().isEmpty()
                ? null
                : new Rules(
                        BusinessDay.of(clock.instant()),
                        usual.fees(),
                        usual.minimum(),
                        usual.cap(),
                        usual.period(),
                        usual.membership(),
                        usual.ceilings(),
                        null,
                        null,
                        secondPerson);
    }

    /** What holds now is where one starts from. */
    @AllowedAs(SET)
    @GetMapping(RULES)
    String rules(@PathVariable String code, Form form, Locale locale, Model page) {
        var today = BusinessDay.of(clock.instant());
        RulesForm.offer(form, find(code, page).rulesOn(today), today, Formats.of(locale));
        return offer(page);
    }

    /** The preview shows the rules that would hold on that day without this decision beside those that are wanted. */
    @AllowedAs(SET)
    @PostMapping(RULES)
    String set(Caller caller, @PathVariable String code, Form form, Model page) {
        var association = find(code, page);
        offer(page);
        var read = RulesForm.read(form);
        if (read.isEmpty() || form.isToBeCorrected()) {
            return RULES_PAGE;
        }
        var rules = read.get();
        var today = BusinessDay.of(clock.instant());
        var held = Dated.of(association.rules().headMap(rules.from(), true), Rules.FIRST, today)
                .getFirst();
        page.addAttribute("compared", List.of(new Dated<>(rules.from(), rules, Hold.WANTED), held));
        page.addAttribute("next", association.rules().higherKey(rules.from()));
        page.addAttribute("late", rules.from().isBefore(today));
        Asked<AssociationCode> asked =
                bookings.showOrBook(caller, form, "from", it -> new SetRules(it, association.code(), rules));
        return asked.leadsTo(page, RULES_PAGE, AssociationsController.LIST + "/" + code);
    }

    @AllowedAs(DECIDE)
    @GetMapping(STATE)
    String state(@PathVariable String code, Form form, Model page) {
        var today = BusinessDay.of(clock.instant());
        form.with("from", today.toString());
        form.with("state", Written.of(find(code, page).stateOn(today)));
        page.addAttribute("choices", State.values());
        return STATE_PAGE;
    }

    @AllowedAs(DECIDE)
    @PostMapping(STATE)
    String decide(Caller caller, @PathVariable String code, Form form, Model page) {
        var association = find(code, page);
        page.addAttribute("choices", State.values());
        var state = form.required("state", form.oneOf("state", State.class));
        var from = form.required("from", form.day("from"));
        var decision = form.text("decision", 500);
        if (form.isUnfinished()) {
            return STATE_PAGE;
        }
        page.addAttribute("wanted", new Dated<>(from.orElseThrow(), state.orElseThrow(), Hold.WANTED));
        Asked<AssociationCode> asked = bookings.showOrBook(
                caller,
                form,
                "state",
                it -> new DecideState(it, association.code(), state.orElseThrow(), from.orElseThrow()),
                it -> words.enter(it.id(), null, decision));
        return asked.leadsTo(page, STATE_PAGE, AssociationsController.LIST + "/" + code);
    }

    private Association find(String code, Model page) {
        var association = ledgerState.find(Association.TYPE, code).orElseThrow(Problems::notFound);
        page.addAttribute("association", association);
        return association;
    }

    private static String offer(Model page) {
        page.addAttribute("acts", SecondPersonAct.values());
        page.addAttribute("periods", Rules.Period.values());
        page.addAttribute("memberships", MembershipRule.values());
        page.addAttribute("kinds", HolderKind.values());
        return RULES_PAGE;
    }
}
