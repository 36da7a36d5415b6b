package laroue.api.association;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import laroue.api.command.Problems;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.association.Association;
import laroue.association.Rules;
import laroue.decision.LedgerState;
import laroue.register.People;
import laroue.register.People.Person;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Roues;
import laroue.view.association.AssociationList;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The associations, and the rules that each gave itself. */
@RestController
class AssociationReadingsController {

    private final AssociationList list;
    private final LedgerState ledgerState;
    private final People people;
    private final InstantSource clock;

    AssociationReadingsController(AssociationList list, LedgerState ledgerState, People people, InstantSource clock) {
        this.list = list;
        this.ledgerState = ledgerState;
        this.people = people;
        this.clock = clock;
    }

    /** One association; its state is that of today. */
    record AssociationLine(String code, @Nullable String name, String account, String state) {}

    /** How desks work; the usual where nothing was decided. */
    record DeskRulesRead(long secondPersonAboveCents, int remitWithinDays, int lateEntryDays) {
        static DeskRulesRead of(Rules.DeskRules it) {
            return new DeskRulesRead(it.secondPersonAbove().cents(), it.remitWithinDays(), it.mostLateDays());
        }
    }

    /** Rules, and the first day on which they hold. Rates are texts. */
    record DatedRules(
            LocalDate from,
            Map<String, String> fees,
            @Nullable Long minCents,
            @Nullable Long capCents,
            String period,
            String membership,
            Map<String, Long> ceilings,
            DeskRulesRead desks,
            Map<String, Long> membershipPrices,
            List<String> secondPerson,
            @Nullable Long secondPersonIssuanceAboveCents) {
        static DatedRules of(LocalDate from, Rules it) {
            var fees = new TreeMap<String, String>();
            it.fees().forEach((name, rate) -> fees.put(name, rate.toString()));
            var ceilings = new TreeMap<String, Long>();
            it.ceilings().forEach((kind, most) -> ceilings.put(Written.of(kind), most.cents()));
            var prices = new TreeMap<String, Long>();
            it.pricesOfMembership().forEach((kind, price) -> prices.put(Written.of(kind), price.cents()));
            var above = it.ofSecondPerson().issuanceAbove();
            return new DatedRules(
                    from,
                    fees,
                    cents(it.minimum()),
                    cents(it.cap()),
                    Written.of(it.period()),
                    Written.of(it.membership()),
                    ceilings,
                    DeskRulesRead.of(it.ofDesks()),
                    prices,
                    it.ofSecondPerson().acts().stream().map(Written::of).toList(),
                    above == null ? null : above.cents());
        }

        private static @Nullable Long cents(@Nullable Roues amount) {
            return amount == null ? null : amount.cents();
        }
    }

    record DatedState(LocalDate from, String state) {}

    /** One association with all that it decided, in the order of days. */
    record AssociationRead(
            String code,
            @Nullable String name,
            String account,
            String state,
            List<DatedState> states,
            List<DatedRules> rules) {}

    @GetMapping("/v1/associations")
    Page<AssociationLine> associations(Paging paging) {
        var after = paging.after() == null ? "" : paging.after();
        var lines = list.codes().stream()
                .filter(it -> it.code().compareTo(after) > 0)
                .limit(paging.oneMore())
                .flatMap(it -> ledgerState.find(Association.TYPE, it.code()).stream())
                .map(it -> new AssociationLine(
                        it.code().code(), name(it), it.account().number(), stateToday(it)))
                .toList();
        return Page.of(AssociationLine.class, lines, paging, AssociationLine::code);
    }

    @GetMapping("/v1/associations/{code}")
    AssociationRead association(@PathVariable String code) {
        var association = find(code);
        return new AssociationRead(
                association.code().code(),
                name(association),
                association.account().number(),
                stateToday(association),
                association.states().entrySet().stream()
                        .map(it -> new DatedState(it.getKey(), Written.of(it.getValue())))
                        .toList(),
                association.rules().entrySet().stream()
                        .map(it -> DatedRules.of(it.getKey(), it.getValue()))
                        .toList());
    }

    private Association find(String code) {
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.notFound();
        }
        return ledgerState.find(Association.TYPE, code).orElseThrow(Problems::notFound);
    }

    private @Nullable String name(Association association) {
        return people.find(association.account()).map(Person::name).orElse(null);
    }

    private String stateToday(Association association) {
        return Written.of(association.stateOn(BusinessDay.of(clock.instant())));
    }
}
