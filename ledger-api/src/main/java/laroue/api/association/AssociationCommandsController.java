package laroue.api.association;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import laroue.api.command.ProblemException;
import laroue.api.command.RefusalProblems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Codes;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Written;
import laroue.api.security.Caller;
import laroue.association.AssociationCommand.DecideState;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.Associations;
import laroue.association.MembershipPrice;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.Rules.DeskRules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.association.State;
import laroue.decision.LedgerState;
import laroue.register.Memos;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Rate;
import laroue.value.Refusal.CodeResembles;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an admin decides about an association. */
@RestController
class AssociationCommandsController {

    private final Commands commands;
    private final LedgerState ledgerState;
    private final People people;
    private final Memos words;
    private final Numbers numbers;

    AssociationCommandsController(
            Commands commands, LedgerState ledgerState, People people, Memos words, Numbers numbers) {
        this.commands = commands;
        this.ledgerState = ledgerState;
        this.people = people;
        this.words = words;
        this.numbers = numbers;
    }

    record NewAssociation(AssociationCode code, String name) {
        /** A code that is none, and looks like one that there is, is answered like a code that looks like it. */
        static NewAssociation of(Fields it, LedgerState ledgerState) {
            var typed = it.text("code", 100);
            if (!AssociationCode.isWellFormed(typed)) {
                Associations.resembled(ledgerState, typed).ifPresent(existing -> {
                    throw new ProblemException(RefusalProblems.of(new CodeResembles(typed, existing)));
                });
            }
            return new NewAssociation(it.association("code"), it.text("name", 200));
        }
    }

    /** The new issuer, with the account that is its own. */
    record Founded(String code, String account) {}

    @PostMapping("/v1/associations")
    ResponseEntity<String> found(Caller caller, Call call) {
        var asked = call.read(it -> NewAssociation.of(it, ledgerState));
        var operation = commands.operation();
        var account = numbers.account(asked.code());
        people.enter(operation.id(), account, asked.name(), null);
        return commands.carryOut(
                caller.client(),
                call,
                new FoundAssociation(operation, asked.code(), account),
                (AssociationCode code) -> new Founded(code.code(), account.number()),
                201);
    }

    /** Since when the rules hold. */
    record RulesSet(String association, LocalDate from) {}

    @PostMapping("/v1/associations/{code}/rules")
    ResponseEntity<String> rules(Caller caller, @PathVariable String code, Call call) {
        var operation = commands.operation();
        var rules = call.read(it -> rules(it, operation.day()));
        return commands.carryOut(
                caller.client(),
                call,
                new SetRules(operation, new AssociationCode(code), rules),
                (AssociationCode it) -> new RulesSet(it.code(), rules.from()),
                201);
    }

    record Decision(State state, String decision, LocalDate from) {
        static Decision of(Fields it) {
            return new Decision(it.oneOf("state", State.class), it.text("decision", 500), it.day("from"));
        }
    }

    /** The state, and the day on which it begins. */
    record StateDecided(String association, String state, LocalDate from) {}

    @PostMapping("/v1/associations/{code}/state")
    ResponseEntity<String> state(Caller caller, @PathVariable String code, Call call) {
        var asked = call.read(Decision::of);
        var operation = commands.operation();
        words.enter(operation.id(), null, asked.decision());
        return commands.carryOut(
                caller.client(),
                call,
                new DecideState(operation, new AssociationCode(code), asked.state(), asked.from()),
                (AssociationCode it) -> new StateDecided(it.code(), Written.of(asked.state()), asked.from()),
                200);
    }

    private static Rules rules(Fields it, LocalDate today) {
        var from = it.dayOrNull("from");
        var period = it.oneOfOrNull("period", Rules.Period.class);
        return new Rules(
                from == null ? today : from,
                fees(it),
                it.rouesOrNull("minCents"),
                it.rouesOrNull("capCents"),
                period == null ? Rules.Period.MONTH : period,
                it.oneOf("membership", MembershipRule.class),
                ceilings(it),
                desks(it),
                prices(it),
                secondPerson(it));
    }

    private static SecondPersonRule secondPerson(Fields it) {
        var acts = it.setOrNull("secondPerson", SecondPersonAct.class);
        boolean amount = it.has("secondPersonIssuanceAboveCents");
        if (amount && (acts == null || !acts.contains(SecondPersonAct.ISSUANCE))) {
            throw it.wrong("secondPersonIssuanceAboveCents", Sentence.of("field.issuance-amount"));
        }
        return new SecondPersonRule(
                acts == null ? Set.of() : acts,
                amount ? new Euros(it.whole("secondPersonIssuanceAboveCents", 0, Roues.MOST_ASKED.cents())) : null);
    }

    private static @Nullable DeskRules desks(Fields it) {
        var given = it.objectOrNull("desks");
        return given == null
                ? null
                : new DeskRules(
                        new Roues(given.whole("secondPersonAboveCents", 0, Roues.MOST_ASKED.cents())),
                        (int) given.whole("remitWithinDays", 1, 3_650),
                        given.has("lateEntryDays") ? (Integer) (int) given.whole("lateEntryDays", 0, 3_650) : null);
    }

    /** A class that is not named pays the standard fee: so that one is named, even where it is nothing. */
    private static Map<String, Rate> fees(Fields it) {
        var fees = it.object("fees");
        if (!fees.has(Rules.STANDARD)) {
            throw fees.wrong(Rules.STANDARD, Sentence.of("field.standard-rate"));
        }
        var rates = new HashMap<String, Rate>();
        var names = fees.names();
        if (names.size() > Rules.MOST_CLASSES) {
            throw it.wrong("fees", Sentence.of("field.most-classes", Map.of("most", Rules.MOST_CLASSES)));
        }
        for (var name : names) {
            if (!Codes.MERCHANT_CLASS.matcher(name).matches()) {
                throw fees.wrong(name, Sentence.of("field.class"));
            }
            var rate = Rate.parse(fees.text(name, 20)).orElseThrow(() -> fees.wrong(name, Sentence.of("field.rate")));
            rates.put(name, rate);
        }
        return rates;
    }

    /** What a membership costs, by kind; a kind that is not named cannot be had. */
    private static Map<MembershipPrice, Euros> prices(Fields it) {
        var prices = new EnumMap<MembershipPrice, Euros>(MembershipPrice.class);
        var given = it.objectOrNull("membershipPrices");
        if (given != null) {
            for (var kind : MembershipPrice.values()) {
                var price = given.eurosOrNull(Written.of(kind));
                if (price != null) {
                    prices.put(kind, price);
                }
            }
        }
        return prices;
    }

    private static Map<HolderKind, Roues> ceilings(Fields it) {
        var ceilings = new EnumMap<HolderKind, Roues>(HolderKind.class);
        var given = it.objectOrNull("ceilings");
        if (given != null) {
            for (var kind : HolderKind.values()) {
                var ceiling = given.rouesOrNull(Written.of(kind));
                if (ceiling != null) {
                    ceilings.put(kind, ceiling);
                }
            }
        }
        return ceilings;
    }
}
