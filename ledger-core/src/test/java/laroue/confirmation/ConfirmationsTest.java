package laroue.confirmation;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static laroue.desk.Market.CENTRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.Territory;
import laroue.account.Account;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.Accounts;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.Associations;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.Rules.DeskRules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.confirmation.ConfirmationCommand.AskSecondPerson;
import laroue.confirmation.ConfirmationCommand.ConfirmWaiting;
import laroue.confirmation.ConfirmationCommand.RefuseWaiting;
import laroue.confirmation.Confirmations.Confirmed;
import laroue.confirmation.Confirmations.Waits;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.Conversions;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Verdict;
import laroue.desk.Counter;
import laroue.desk.DeskCommand.Change;
import laroue.desk.Market;
import laroue.runtime.CommandHandlers;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.SecondPersonNeeded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {

    private static final String ANNE = "anne";
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Territory territory = Territory.gap();
    private final AccountNumber alice = territory.member(GAP, 100_00);
    private final Confirmations confirmations = new Confirmations(
            territory.ledger,
            new CommandHandlers(
                    territory.ledger,
                    drafts -> List.of(new Accounts(drafts), new Associations(drafts), new Conversions(drafts))));

    @Test
    @DisplayName("rule 58: what waits has not happened; another person confirms it, and it happens once")
    void happensOnce() {
        rule(SecondPersonAct.CARD);
        var card = new IssueCard(territory.operation(), alice, CardNumber.of(GAP, 7));
        long before = territory.ledger.position();

        var waiting = waits(ask(card));

        assertThat(territory.ledger.position()).isEqualTo(before + 1);
        assertThat(account().card()).isNull();
        assertThat(refusal(confirm(waiting, card, ANNE))).isEqualTo(new SecondPersonNeeded());
        assertThat(accepted(confirm(waiting, card, "boris")).waiting().operation())
                .isEqualTo(card.operation().id());
        assertThat(account().card()).isNotNull();
        assertThat(refusal(confirm(waiting, card, "boris"))).isEqualTo(new AlreadyDone("confirmed"));
        assertThat(refusal(refuse(waiting))).isEqualTo(new AlreadyDone("confirmed"));
        assertThat(territory.ledger.position()).isEqualTo(before + 3);
    }

    @Test
    @DisplayName("without the rule each acts alone, and what cannot be done is refused when it is asked for")
    void withoutTheRule() {
        var card = new IssueCard(territory.operation(), alice, CardNumber.of(GAP, 7));
        assertThat(accepted(ask(card))).isInstanceOf(Account.class);

        rule(SecondPersonAct.WITHDRAWAL);
        var tooMuch = new PayMembershipInRoues(territory.operation(), alice, roues(100_01));
        assertThat(refusal(ask(tooMuch))).isInstanceOf(InsufficientBalance.class);
    }

    @Test
    @DisplayName("what was refused never happens")
    void refusedForEver() {
        rule(SecondPersonAct.CARD);
        var card = new IssueCard(territory.operation(), alice, CardNumber.of(GAP, 7));
        var waiting = waits(ask(card));

        accepted(refuse(waiting));

        assertThat(refusal(confirm(waiting, card, "boris"))).isEqualTo(new AlreadyDone("refused"));
        assertThat(account().card()).isNull();
    }

    @Test
    @DisplayName("what waits is decided again: what can no longer be done goes on waiting")
    void decidedAgain() {
        rule(SecondPersonAct.WITHDRAWAL);
        var membership = new PayMembershipInRoues(territory.operation(), alice, roues(60_00));
        var waiting = waits(ask(membership));
        accepted(territory.pay(alice, territory.member(GAP), 50_00));

        assertThat(refusal(confirm(waiting, membership, "boris"))).isInstanceOf(InsufficientBalance.class);
        accepted(territory.issue(alice, 10_00));
        accepted(confirm(waiting, membership, "boris"));
        assertThat(territory.balance(alice)).isZero();
    }

    @Test
    @DisplayName("another command than the one that was asked for is not confirmed")
    void anotherCommand() {
        rule(SecondPersonAct.CARD);
        var card = new IssueCard(territory.operation(), alice, CardNumber.of(GAP, 7));
        var waiting = waits(ask(card));

        assertThat(refusal(confirmations.handle(
                        new ConfirmWaiting(territory.operation(), waiting, card, Set.of("boris"), "another digest"))))
                .isEqualTo(new AlreadyDone("forgotten"));
        assertThat(account().card()).isNull();
    }

    @Test
    @DisplayName("an issuance waits above the amount that the rule names, and each does where it names none")
    void aboveAnAmount() {
        accepted(set(rules(new SecondPersonRule(EnumSet.of(SecondPersonAct.ISSUANCE), euros(50_00)))));
        assertThat(accepted(ask(issue(50_00)))).isNotInstanceOf(Waits.class);
        assertThat(accepted(ask(issue(50_01)))).isInstanceOf(Waits.class);

        accepted(set(rules(new SecondPersonRule(EnumSet.of(SecondPersonAct.ISSUANCE), null))));
        assertThat(accepted(ask(issue(1)))).isInstanceOf(Waits.class);
    }

    @Test
    @DisplayName("to take an act off the rule, or to raise the amount, waits itself; to add one does not")
    void weakening() {
        var two = EnumSet.of(SecondPersonAct.CARD, SecondPersonAct.ISSUANCE);
        accepted(set(rules(new SecondPersonRule(two, euros(50_00)))));

        for (var weaker : List.of(
                SecondPersonRule.NONE,
                new SecondPersonRule(EnumSet.of(SecondPersonAct.ISSUANCE), euros(50_00)),
                new SecondPersonRule(two, euros(50_01)))) {
            assertThat(accepted(ask(set(TODAY, weaker)))).as("%s", weaker).isInstanceOf(Waits.class);
            assertThat(accepted(ask(set(TODAY.plusDays(9), weaker))))
                    .as("%s", weaker)
                    .isInstanceOf(Waits.class);
        }
        for (var stronger : List.of(
                new SecondPersonRule(two, null), new SecondPersonRule(EnumSet.allOf(SecondPersonAct.class), null))) {
            assertThat(accepted(ask(set(TODAY, stronger)))).as("%s", stronger).isNotInstanceOf(Waits.class);
        }
    }

    @Test
    @DisplayName(
            "to let later entries pass, or larger differences, waits as well: both take something from another person")
    void weakeningByTheRulesOfDesks() {
        rule(SecondPersonAct.LATE_ENTRY);
        var same = new SecondPersonRule(Set.of(SecondPersonAct.LATE_ENTRY), null);

        for (var weaker : List.of(new DeskRules(roues(20_00), 31, 61), new DeskRules(roues(20_01), 31))) {
            assertThat(accepted(ask(new SetRules(territory.operation(), GAP, rules(TODAY, same, weaker)))))
                    .as("%s", weaker)
                    .isInstanceOf(Waits.class);
        }
        var stricter = new DeskRules(roues(19_99), 90, 59);
        assertThat(accepted(ask(new SetRules(territory.operation(), GAP, rules(TODAY, same, stricter)))))
                .isNotInstanceOf(Waits.class);
        assertThat(accepted(ask(set(TODAY, same)))).isInstanceOf(Waits.class);
    }

    @Test
    @DisplayName(
            "an issuance above the amount waits as an issuance too where it is entered too late: no operator confirms it")
    void lateAndAboveTheAmount() {
        var market = Market.withFloat("10×20");
        var late = new Confirmations(
                market.territory.ledger,
                new CommandHandlers(market.territory.ledger, drafts -> List.of(new Counter(drafts))));
        var member = market.territory.member(GAP);
        market.openSession(CENTRE);
        market.territory.on(TODAY.plusDays(100));
        accepted(market.territory.setRules(
                GAP,
                rules(new SecondPersonRule(
                        EnumSet.of(SecondPersonAct.LATE_ENTRY, SecondPersonAct.ISSUANCE), euros(50_00)))));

        for (var entry : Map.of(50_01L, SecondPersonAct.ISSUANCE, 50_00L, SecondPersonAct.LATE_ENTRY)
                .entrySet()) {
            market.territory.late(TODAY.plusDays(39));
            var change = new Change(
                    market.territory.operation(),
                    CENTRE,
                    null,
                    member,
                    Notes.NONE,
                    roues(entry.getKey()),
                    Euros.ZERO,
                    Notes.NONE,
                    laroue.desk.Means.CASH,
                    null,
                    null);
            market.territory.onTime();

            var asked = late.handle(new AskSecondPerson(market.territory.operation(), change, ANNE, "digest"));
            var waiting = ((Waits) accepted(market.territory.ledger.apply(asked))).waiting();

            assertThat(market.territory
                            .ledger
                            .find(WaitingAct.TYPE, waiting.toString())
                            .orElseThrow()
                            .act())
                    .isEqualTo(entry.getValue());
        }
    }

    @Test
    @DisplayName("the rule of today holds, whatever day an act is said to be of")
    void theRuleOfToday() {
        rule(SecondPersonAct.WITHDRAWAL);
        territory.late(TODAY.minusDays(40));
        var before = new PayMembershipInRoues(territory.operation(), alice, roues(1_00));

        assertThat(Guards.of(territory.ledger, before)).isPresent();
    }

    private Issue issue(long cents) {
        var operation = territory.operation();
        return new Issue(operation, alice, euros(cents), Means.TRANSFER, "VIR " + operation.id());
    }

    private void rule(SecondPersonAct... acts) {
        accepted(set(rules(new SecondPersonRule(Set.of(acts), null))));
    }

    private Verdict<?> set(Rules rules) {
        return territory.setRules(GAP, rules);
    }

    private SetRules set(LocalDate from, SecondPersonRule rule) {
        return new SetRules(territory.operation(), GAP, rules(from, rule));
    }

    private static Rules rules(SecondPersonRule rule) {
        return rules(TODAY, rule);
    }

    private static Rules rules(LocalDate from, SecondPersonRule rule) {
        return rules(from, rule, null);
    }

    private static Rules rules(LocalDate from, SecondPersonRule rule, @Nullable DeskRules desks) {
        return new Rules(
                from,
                Map.of(Rules.STANDARD, Rate.NONE),
                null,
                null,
                Rules.Period.MONTH,
                MembershipRule.CALENDAR,
                Map.of(),
                desks,
                null,
                rule);
    }

    private Account account() {
        return territory.ledger.find(Account.TYPE, alice.number()).orElseThrow();
    }

    @SuppressWarnings("unchecked") // any answer is an object
    private Verdict<Object> ask(Object act) {
        return (Verdict<Object>) territory.ledger.apply(
                confirmations.handle(new AskSecondPerson(territory.operation(), act, ANNE, "digest")));
    }

    private static OperationId waits(Verdict<Object> verdict) {
        return ((Waits) accepted(verdict)).waiting();
    }

    private Verdict<Confirmed> confirm(OperationId waiting, @Nullable Object act, String by) {
        return territory.ledger.apply(
                confirmations.handle(new ConfirmWaiting(territory.operation(), waiting, act, Set.of(by), "digest")));
    }

    private Verdict<WaitingAct> refuse(OperationId waiting) {
        return territory.ledger.apply(confirmations.handle(new RefuseWaiting(territory.operation(), waiting)));
    }
}
