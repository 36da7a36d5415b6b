package laroue.association;

import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.LONG;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import laroue.Territory;
import laroue.association.AssociationEvent.Founded;
import laroue.association.AssociationEvent.GuaranteeReceived;
import laroue.association.AssociationEvent.MembershipPaid;
import laroue.decision.Posting.Place;
import laroue.decision.Verdict;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Refusal;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.CodeResembles;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Refusal.TooMany;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssociationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Territory territory = Territory.of(GAP, AVIGNON);

    @Test
    void isFoundedOnceWithAnAccountOfItsOwn() {
        var own = territory.account(territory.association(GAP).account());

        assertThat(own.kind()).isEqualTo(HolderKind.ASSOCIATION);
        assertThat(own.balance().isZero()).isTrue();
        assertThat(refusal(territory.found(GAP))).isEqualTo(new AlreadyDone("founded"));
    }

    @Test
    @DisplayName("a code that would be taken for an existing one founds nothing, and the refusal names that one")
    void noCodeThatResemblesAnother() {
        assertThat(refusal(territory.found(new AssociationCode("5")))).isEqualTo(new CodeResembles("5", GAP));
        assertThat(refusal(territory.found(new AssociationCode("O5")))).isEqualTo(new CodeResembles("O5", GAP));
        assertThat(accepted(territory.found(new AssociationCode("50")))).isEqualTo(new AssociationCode("50"));
    }

    @Test
    @DisplayName("a thousand days may begin other rules, and a thousand another state; what holds may still be changed")
    void datedRulesAreBounded() {
        for (int i = 0; i < 1_000; i++) {
            accepted(territory.setRules(GAP, fee(TODAY.plusDays(i), 0)));
            accepted(territory.decide(GAP, State.ACTIVE, TODAY.plusDays(i)));
        }

        assertThat(refusal(territory.setRules(GAP, fee(TODAY.plusDays(1_000), 0))))
                .isEqualTo(new TooMany("rules", 1_000));
        assertThat(refusal(territory.decide(GAP, State.ACTIVE, TODAY.minusDays(1))))
                .isEqualTo(new TooMany("states", 1_000));
        accepted(territory.setRules(GAP, fee(TODAY, 10_000)));
        accepted(territory.decide(GAP, State.CLOSED, TODAY));
    }

    @Test
    void isNotKnownBeforeItIsFounded() {
        var nowhere = new AssociationCode("26");
        var none = new NotFound("association", "26");

        assertThat(refusal(territory.open(nowhere, HolderKind.INDIVIDUAL, null)))
                .isEqualTo(none);
        assertThat(refusal(territory.setRules(nowhere, Rules.FIRST))).isEqualTo(none);
        assertThat(refusal(territory.decide(nowhere, State.CLOSED, TODAY))).isEqualTo(none);
        assertThat(refusal(territory.apply(nowhere, Rules.STANDARD, null))).isEqualTo(none);
    }

    @Test
    @DisplayName("rule 35: rules hold from their first day on, until later ones do")
    void rulesAreDated() {
        var june = LocalDate.of(2026, 6, 1);
        var october = LocalDate.of(2026, 10, 1);
        assertThat(accepted(territory.setRules(GAP, fee(october, 50_000)))).isEqualTo(GAP);
        accepted(territory.setRules(GAP, fee(june, 20_000)));
        var association = territory.association(GAP);

        assertThat(association.rulesOn(june.minusDays(1))).isEqualTo(Rules.FIRST);
        assertThat(association.rulesOn(june).feeOf(Rules.STANDARD)).isEqualTo(new Rate(20_000));
        assertThat(association.rulesOn(october.minusDays(1)).feeOf(Rules.STANDARD))
                .isEqualTo(new Rate(20_000));
        assertThat(association.rulesOn(october).feeOf(Rules.STANDARD)).isEqualTo(new Rate(50_000));
        assertThat(territory.association(AVIGNON).rulesOn(october)).isEqualTo(Rules.FIRST);
    }

    @Test
    @DisplayName("rule 35: a class that the rules do not name pays the standard fee")
    void classesOfMerchants() {
        var rules = Territory.rules(
                Map.of(Rules.STANDARD, new Rate(50_000), "organic", new Rate(20_000)), null, null, Rules.Period.MONTH);

        assertThat(rules.feeOf("organic")).isEqualTo(new Rate(20_000));
        assertThat(rules.feeOf("another")).isEqualTo(new Rate(50_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Territory.rules(Map.of("organic", Rate.NONE), null, null, Rules.Period.MONTH));
    }

    @ParameterizedTest(name = "rule 45: {0} issues: {1}, admits: {2}, redeems: {3}")
    @CsvSource({
        "ACTIVE, true, true, true",
        "ISSUANCE_STOPPED, false, true, true",
        "REDEMPTION_ONLY, false, false, true",
        "CLOSED, false, false, false"
    })
    void states(State state, boolean issues, boolean admits, boolean redeems) {
        var shop = territory.shop(GAP, 100_00);
        var member = territory.member(GAP, 100_00);
        var stopped = new IssuanceStopped(GAP);
        accepted(territory.decide(GAP, state, TODAY));

        check(issues, territory.issue(member, 10_00), stopped);
        check(admits, territory.open(GAP, HolderKind.INDIVIDUAL, null), stopped);
        check(admits, territory.apply(GAP, Rules.STANDARD, null), stopped);
        check(admits, territory.payMembershipInEuros(member, 10_00), stopped);
        check(admits, territory.payMembershipInRoues(member, 10_00), stopped);
        check(redeems, territory.reconvert(shop.account(), 10_00), new NotReconvertible("the association is closed"));
        accepted(territory.pay(member, shop.account(), 10_00));
        accepted(territory.issue(territory.member(AVIGNON), 10_00));
    }

    @Test
    @DisplayName("rule 45: a state holds from its first day on")
    void statesAreDated() {
        var member = territory.member(GAP);
        accepted(territory.decide(GAP, State.ISSUANCE_STOPPED, TODAY.plusDays(10)));
        accepted(territory.decide(GAP, State.ACTIVE, TODAY.plusDays(20)));

        territory.on(TODAY.plusDays(9));
        accepted(territory.issue(member, 1));
        territory.on(TODAY.plusDays(10));
        assertThat(refusal(territory.issue(member, 1))).isEqualTo(new IssuanceStopped(GAP));
        territory.on(TODAY.plusDays(20));
        accepted(territory.issue(member, 1));
    }

    @Test
    @DisplayName("rule 45: an association that is closed stays closed, whatever was decided for later days before")
    void closedForEver() {
        accepted(territory.decide(GAP, State.ACTIVE, TODAY.plusDays(20)));
        accepted(territory.decide(GAP, State.CLOSED, TODAY));

        assertThat(refusal(territory.decide(GAP, State.ACTIVE, TODAY))).isEqualTo(new AlreadyDone("closed"));
        assertThat(territory.association(GAP).stateOn(TODAY.minusDays(1))).isEqualTo(State.ACTIVE);
        assertThat(territory.association(GAP).stateOn(TODAY)).isEqualTo(State.CLOSED);
        assertThat(territory.association(GAP).stateOn(LONG)).isEqualTo(State.CLOSED);
    }

    @Test
    @DisplayName("rules 13 and 21: a membership paid in euros goes to operating and never into the fund")
    void membershipInEuros() {
        var member = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));

        var paid = accepted(territory.payMembershipInEuros(member, 12_00));

        assertThat(paid.until()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(territory.account(member).membershipUntil()).isEqualTo(paid.until());
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(12_00));
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(0));
        assertThat(territory.ledger.cents(GAP, Place.OPERATING)).isEqualTo(12_00);
        assertThat(territory.ledger.cents(GAP, Place.OUTSIDE)).isEqualTo(-12_00);
    }

    @Test
    @DisplayName("rule 21: a membership paid in roues goes to the association's own account, and no euro moves")
    void membershipInRoues() {
        var member = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, TODAY));
        accepted(territory.issue(member, 20_00));

        var paid = accepted(territory.payMembershipInRoues(member, 12_00));

        assertThat(paid.until()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(territory.balance(member)).isEqualTo(8_00);
        assertThat(territory.balance(territory.association(GAP).account())).isEqualTo(12_00);
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(20_00));
    }

    @Test
    @DisplayName("rule 18: the rule in force on the day of payment gives the end of the membership")
    void membershipRulesAreDated() {
        var member = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));
        accepted(territory.setRules(
                GAP,
                new Rules(
                        TODAY,
                        Rules.FIRST.fees(),
                        null,
                        null,
                        Rules.Period.MONTH,
                        MembershipRule.TWELVE_MONTHS,
                        Map.of())));

        assertThat(accepted(territory.payMembershipInEuros(member, 12_00)).until())
                .isEqualTo(TODAY.plusYears(1).minusDays(1));
    }

    @Test
    @DisplayName("rule 22: an association does not pay itself a membership out of its own account")
    void noMembershipOfItsOwn() {
        var own = territory.association(GAP).account();
        var member = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, TODAY));
        accepted(territory.issue(member, 20_00));
        accepted(territory.payMembershipInRoues(member, 12_00));

        assertThat(refusal(territory.payMembershipInRoues(own, 5_00))).isEqualTo(new SelfPayment(own));
    }

    @ParameterizedTest(name = "rule 39: in a cap''s period of a {0}, {1} counts {2}: {3}")
    @CsvSource({
        "MONTH, 2026-05-31, 2026-05, true",
        "MONTH, 2026-05-31, 2026-04, false",
        "MONTH, 2026-05-31, 2025-05, false",
        "QUARTER, 2026-05-31, 2026-04, true",
        "QUARTER, 2026-05-31, 2026-06, true",
        "QUARTER, 2026-05-31, 2026-03, false",
        "QUARTER, 2026-05-31, 2026-07, false",
        "QUARTER, 2026-05-31, 2025-05, false",
        "YEAR, 2026-05-31, 2026-01, true",
        "YEAR, 2026-05-31, 2026-12, true",
        "YEAR, 2026-05-31, 2025-12, false"
    })
    void periods(Rules.Period period, LocalDate day, YearMonth month, boolean counts) {
        assertThat(period.contains(day, month)).isEqualTo(counts);
    }

    @Test
    void replayChecksTheEuros() {
        var account = AccountNumber.of(GAP, 1);
        var founded = Association.TYPE.after(null, new Founded(GAP, account));
        var some = new OperationId(new UUID(1, 1));

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Association.TYPE.after(founded, new GuaranteeReceived(GAP, some, euros(10), euros(11))));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Association.TYPE.after(founded, new MembershipPaid(GAP, account, euros(10), euros(9))));
        assertThatIllegalStateException().isThrownBy(() -> Association.TYPE.after(founded, new Founded(GAP, account)));
        assertThatIllegalStateException()
                .isThrownBy(() -> Association.TYPE.after(null, new MembershipPaid(GAP, account, euros(10), euros(10))));
        assertThatIllegalStateException()
                .isThrownBy(() -> Association.TYPE.after(
                        founded, new AssociationEvent.GuaranteeReturned(GAP, some, euros(1), euros(-1))));
    }

    @Test
    void aProfessionalAccountIsOpenedWithItsMerchantOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> territory.open(GAP, HolderKind.PROFESSIONAL, LONG));
    }

    @Test
    void aCeilingIsOfItsKind() {
        var rules = Territory.ceiling(HolderKind.PUBLIC, 5);

        assertThat(rules.ceilingOf(HolderKind.PUBLIC)).isEqualTo(roues(5));
        assertThat(rules.ceilingOf(HolderKind.INDIVIDUAL)).isNull();
    }

    private static void check(boolean expected, Verdict<?> verdict, Refusal otherwise) {
        if (expected) {
            accepted(verdict);
        } else {
            assertThat(refusal(verdict)).isEqualTo(otherwise);
        }
    }

    private static Rules fee(LocalDate from, int partsPerMillion) {
        return new Rules(
                from,
                Map.of(Rules.STANDARD, new Rate(partsPerMillion)),
                null,
                null,
                Rules.Period.MONTH,
                MembershipRule.CALENDAR,
                Map.of());
    }
}
