package laroue.confirmation;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static laroue.desk.Market.CENTRE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import laroue.Territory;
import laroue.association.Rules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.association.State;
import laroue.confirmation.ConfirmationCommand.AskSecondPerson;
import laroue.confirmation.ConfirmationCommand.ConfirmWaiting;
import laroue.confirmation.Confirmations.Waits;
import laroue.decision.Verdict;
import laroue.desk.Counter;
import laroue.desk.DeskCommand.Change;
import laroue.desk.Market;
import laroue.desk.Means;
import laroue.runtime.CommandHandlers;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Notes;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.NotAMember;
import laroue.value.Refusal.TooLate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LateEntriesWaitTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Market market = Market.withFloat("10×20");
    private final Territory territory = market.territory;
    private final AccountNumber alice = territory.member(GAP);
    private final Confirmations confirmations = new Confirmations(
            territory.ledger, new CommandHandlers(territory.ledger, drafts -> List.of(new Counter(drafts))));

    @BeforeEach
    void today() {
        market.openSession(CENTRE);
        territory.on(TODAY.plusDays(100));
    }

    @Test
    @DisplayName(
            "an entry beyond the limit waits where the rule says so, and is made on its own day once it is confirmed")
    void beyondTheLimit() {
        var before = changeOn(TODAY.plusDays(39), alice);
        assertThat(refusal(ask(before))).isInstanceOf(TooLate.class);
        rule();
        var inTime = changeOn(TODAY.plusDays(40), alice);
        assertThat(accepted(ask(inTime))).isNotInstanceOf(Waits.class);

        var late = changeOn(TODAY.plusDays(39), alice);
        var waiting = (Waits) accepted(ask(late));

        assertThat(territory.balance(alice)).isEqualTo(5_00);
        accepted(confirm(waiting, late));
        assertThat(territory.balance(alice)).isEqualTo(10_00);
        assertThat(territory.ledger.recorded())
                .anySatisfy(
                        it -> assertThat(it.operation().equals(late.operation().id())
                                        && it.at().equals(late.operation().at()))
                                .isTrue());
    }

    @Test
    @DisplayName(
            "what is forbidden today and was not on its day waits; what was forbidden on its day is refused for ever")
    void forbiddenSince() {
        rule();
        territory.on(TODAY.plusDays(110));
        accepted(territory.decide(GAP, State.ISSUANCE_STOPPED, TODAY.plusDays(110)));

        var allowedThen = changeOn(TODAY.plusDays(105), alice);
        var waiting = (Waits) accepted(ask(allowedThen));
        assertThat(refusal(ask(changeOn(TODAY.plusDays(110), alice)))).isInstanceOf(IssuanceStopped.class);
        accepted(confirm(waiting, allowedThen));

        territory.on(TODAY.plusDays(60));
        var lapsed = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, TODAY.plusDays(70)));
        territory.on(TODAY.plusDays(112));
        assertThat(refusal(ask(changeOn(TODAY.plusDays(71), lapsed)))).isInstanceOfAny(NotAMember.class);
        assertThat(accepted(ask(changeOn(TODAY.plusDays(70), lapsed)))).isInstanceOf(Waits.class);
    }

    private void rule() {
        var usual = Rules.FIRST;
        accepted(territory.setRules(
                GAP,
                new Rules(
                        TODAY,
                        usual.fees(),
                        null,
                        null,
                        usual.period(),
                        usual.membership(),
                        usual.ceilings(),
                        null,
                        null,
                        new SecondPersonRule(Set.of(SecondPersonAct.LATE_ENTRY), null))));
    }

    private Change changeOn(LocalDate day, AccountNumber account) {
        territory.late(day);
        var operation = territory.operation();
        territory.onTime();
        return new Change(
                operation,
                CENTRE,
                null,
                account,
                Notes.NONE,
                roues(5_00),
                Euros.ZERO,
                Notes.NONE,
                Means.CASH,
                null,
                null);
    }

    @SuppressWarnings("unchecked") // any answer is an object
    private Verdict<Object> ask(Object act) {
        return (Verdict<Object>) territory.ledger.apply(
                confirmations.handle(new AskSecondPerson(territory.operation(), act, "anne", "digest")));
    }

    private Verdict<?> confirm(Waits waiting, Object act) {
        return territory.ledger.apply(confirmations.handle(
                new ConfirmWaiting(territory.operation(), waiting.waiting(), act, Set.of("boris"), "digest")));
    }
}
