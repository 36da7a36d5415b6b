package laroue.admin.directory;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Formats;
import laroue.api.command.Problems;
import laroue.api.http.Written;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.Association;
import laroue.association.MembershipPrice;
import laroue.association.Rules;
import laroue.association.State;
import laroue.decision.LedgerState;
import laroue.register.People;
import laroue.register.Role;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.value.Rate;
import laroue.view.association.AssociationList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Associations: how far each goes, and the rules that it gave itself, as they held, hold and will hold. */
@Controller
class AssociationsController {

    static final String LIST = "/annuaire/associations";
    static final String ONE = LIST + "/{code}";

    private static final String READ = "GET /v1/associations";
    private static final String READ_ONE = "GET /v1/associations/{code}";

    private final AssociationList list;
    private final LedgerState ledgerState;
    private final People people;
    private final Downloads downloads;
    private final InstantSource clock;

    AssociationsController(
            AssociationList list, LedgerState ledgerState, People people, Downloads downloads, InstantSource clock) {
        this.list = list;
        this.ledgerState = ledgerState;
        this.people = people;
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * One association today.
     *
     * @param name its code where the register has none
     * @param next what it decided for a later day; null without
     */
    record Listed(
            Association association,
            String name,
            State state,
            @Nullable Dated<State> next) {}

    @AllowedAs(READ)
    @GetMapping(LIST)
    String associations(Caller caller, Model page) {
        page.addAttribute("associations", listed());
        page.addAttribute("caller", caller);
        page.addAttribute("mayFound", caller.is(Role.ADMIN) && caller.everyAssociation());
        return "directory/associations";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(@PathVariable String format) {
        return downloads.of(
                "associations",
                format,
                List.of(
                        new Column<Listed>(
                                "directory.association", it -> it.association().code()),
                        new Column<>("directory.name", Listed::name),
                        new Column<>("directory.account", it -> it.association().account()),
                        new Column<>("directory.state", it -> new Word("directory.association." + it.state()))),
                listed());
    }

    @AllowedAs(READ_ONE)
    @GetMapping(ONE)
    String association(Caller caller, @PathVariable String code, Model page) {
        var association = find(code);
        var today = BusinessDay.of(clock.instant());
        page.addAttribute("association", association);
        page.addAttribute(
                "name",
                people.find(association.account()).map(People.Person::name).orElse(code));
        page.addAttribute("state", association.stateOn(today));
        page.addAttribute("states", Dated.of(association.states(), State.ACTIVE, today));
        page.addAttribute("rules", Dated.of(association.rules(), Rules.FIRST, today));
        page.addAttribute("kinds", HolderKind.values());
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        return "directory/association";
    }

    @AllowedAs(READ_ONE)
    @GetMapping(ONE + "/regles" + Downloads.FORMAT)
    ResponseEntity<byte[]> downloadRules(@PathVariable String code, @PathVariable String format) {
        var rules = Dated.of(find(code).rules(), Rules.FIRST, BusinessDay.of(clock.instant()));
        return downloads.of("regles-" + code, format, columns(), rules);
    }

    private static List<Column<Dated<Rules>>> columns() {
        var columns = new ArrayList<Column<Dated<Rules>>>();
        columns.add(new Column<>("directory.from", it -> it.isFromTheStart() ? null : it.from()));
        columns.add(new Column<>("directory.hold", it -> new Word("directory.hold." + it.hold())));
        columns.add(new Column<>("directory.fees", it -> fees(it.value().fees())));
        columns.add(new Column<>("directory.minimum", it -> it.value().minimum()));
        columns.add(new Column<>("directory.cap", it -> it.value().cap()));
        columns.add(new Column<>(
                "directory.period",
                it -> new Word("directory.period." + it.value().period())));
        columns.add(new Column<>(
                "directory.membership",
                it -> new Word("directory.membership." + it.value().membership())));
        for (var kind : HolderKind.values()) {
            columns.add(
                    new Column<>("directory.ceiling." + kind, it -> it.value().ceilingOf(kind)));
        }
        columns.add(new Column<>(
                "directory.second-person-above",
                it -> it.value().ofDesks().secondPersonAbove().atPar()));
        columns.add(new Column<>(
                "directory.remit-within-days", it -> it.value().ofDesks().remitWithinDays()));
        for (var kind : MembershipPrice.values()) {
            columns.add(new Column<>(
                    "directory.price." + Written.of(kind), it -> it.value().priceOfMembership(kind)));
        }
        columns.add(new Column<>(
                "directory.late-entry-days", it -> it.value().ofDesks().mostLateDays()));
        columns.add(new Column<>(
                "directory.second-person",
                it -> it.value().ofSecondPerson().acts().stream()
                        .map(Written::of)
                        .collect(Collectors.joining(" "))));
        columns.add(new Column<>(
                "directory.second-person.above",
                it -> it.value().ofSecondPerson().issuanceAbove()));
        return columns;
    }

    private static String fees(Map<String, Rate> fees) {
        var formats = Formats.of(LocaleContextHolder.getLocale());
        return fees.entrySet().stream()
                .map(it -> it.getKey() + " " + formats.rate(it.getValue()))
                .collect(Collectors.joining(", "));
    }

    private List<Listed> listed() {
        var today = BusinessDay.of(clock.instant());
        var all = list.codes().stream()
                .flatMap(it -> ledgerState.find(Association.TYPE, it.code()).stream())
                .toList();
        var names = people.names(all.stream().map(it -> it.account().number()).toList());
        return all.stream()
                .map(it -> new Listed(
                        it,
                        names.getOrDefault(it.account().number(), it.code().code()),
                        it.stateOn(today),
                        next(it, today)))
                .toList();
    }

    private static @Nullable Dated<State> next(Association association, LocalDate today) {
        var next = association.states().higherEntry(today);
        return next == null ? null : new Dated<>(next.getKey(), next.getValue(), Dated.Hold.COMING);
    }

    private Association find(String code) {
        return ledgerState.find(Association.TYPE, code).orElseThrow(Problems::notFound);
    }
}
