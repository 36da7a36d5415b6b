package laroue.desk;

import static laroue.Territory.GAP;
import static laroue.Territory.accepted;
import static laroue.Territory.refusal;
import static laroue.desk.Market.CENTRE;
import static laroue.desk.Market.notes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import laroue.Territory;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.Rules.DeskRules;
import laroue.association.State;
import laroue.decision.Posting.Place;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.value.Refusal.BeforeItExisted;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.MemberAlready;
import laroue.value.Refusal.NotAMember;
import laroue.value.Refusal.TooLate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A paper register that is typed in late: what took effect before it was entered. */
class LateEntryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Market market = Market.withFloat("10×20");
    private final Territory territory = market.territory;
    private final AccountNumber alice = territory.member(GAP);

    @BeforeEach
    void today() {
        market.openSession(CENTRE);
        territory.on(TODAY.plusDays(100));
    }

    @Test
    @DisplayName("nothing happens to an account before it was opened, nor to a desk or an association")
    void notBeforeItExisted() {
        var newcomer = territory.member(GAP);

        territory.late(TODAY.plusDays(90));
        assertThat(refusal(market.changeDigital(CENTRE, newcomer, 5_00, Means.CASH)))
                .isInstanceOfSatisfying(
                        BeforeItExisted.class, it -> assertThat(it.what()).isEqualTo("account"));
        accepted(market.changeDigital(CENTRE, alice, 5_00, Means.CASH));
        assertThat(territory.ledger.cents(GAP, Place.TILL_CHANGE)).isEqualTo(5_00);
    }

    @Test
    @DisplayName("an operation is entered as many days back as the rules of today say: 60 unless they say otherwise")
    void notTooLate() {
        territory.late(TODAY.plusDays(40));
        accepted(market.changeDigital(CENTRE, alice, 5_00, Means.CASH));
        territory.late(TODAY.plusDays(39));
        assertThat(refusal(market.changeDigital(CENTRE, alice, 5_00, Means.CASH)))
                .isEqualTo(new TooLate(60, TODAY.plusDays(40)));
        territory.onTime();
        accepted(territory.setRules(GAP, lateWithin(90)));

        territory.late(TODAY.plusDays(39));
        accepted(market.changeDigital(CENTRE, alice, 5_00, Means.CASH));
        territory.late(TODAY.plusDays(9));
        assertThat(refusal(market.reconvert(CENTRE, alice, notes("10×1")))).isInstanceOf(TooLate.class);
    }

    private static Rules lateWithin(int days) {
        return new Rules(
                LocalDate.EPOCH,
                Rules.FIRST.fees(),
                null,
                null,
                Rules.Period.MONTH,
                MembershipRule.CALENDAR,
                Rules.FIRST.ceilings(),
                new DeskRules(Territory.roues(20_00), 31, days),
                null,
                null);
    }

    @Test
    @DisplayName("what forbids is asked of the effective day and of today: a late entry is no way around either")
    void bothDays() {
        var lapsed = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, TODAY.plusDays(98)));
        territory.late(TODAY.plusDays(100));
        assertThat(refusal(market.changeDigital(CENTRE, lapsed, 5_00, Means.CASH)))
                .isInstanceOf(NotAMember.class);

        territory.on(TODAY.plusDays(110));
        accepted(territory.decide(GAP, State.ISSUANCE_STOPPED, TODAY.plusDays(110)));
        territory.late(TODAY.plusDays(105));
        assertThat(refusal(market.changeDigital(CENTRE, alice, 5_00, Means.CASH)))
                .isInstanceOf(IssuanceStopped.class);
    }

    @Test
    @DisplayName("who joins today was no member before, whatever day a change is given")
    void joinedToday() {
        var joining = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));
        territory.on(TODAY.plusDays(120));
        accepted(market.membership(joining, 12_00, Means.CASH));

        territory.late(TODAY.plusDays(110));
        assertThat(refusal(market.changeDigital(CENTRE, joining, 5_00, Means.CASH)))
                .isInstanceOf(NotAMember.class);
    }

    @Test
    @DisplayName("rule 18: a slip typed in late buys what it would have bought on its day; a second one is asked back")
    void lateSlips() {
        territory.on(LocalDate.of(2026, 12, 1));
        var joining = accepted(territory.open(GAP, HolderKind.INDIVIDUAL, null));
        territory.on(LocalDate.of(2027, 1, 10));
        accepted(market.membership(joining, 12_00, Means.CASH));
        assertThat(territory.account(joining).membershipUntil()).isEqualTo(LocalDate.of(2027, 12, 31));

        territory.late(LocalDate.of(2026, 12, 15));
        accepted(market.membership(joining, 12_00, Means.CASH));

        var account = territory.account(joining);
        assertThat(account.membershipUntil()).isEqualTo(LocalDate.of(2027, 12, 31));
        assertThat(account.memberOn(LocalDate.of(2026, 12, 20))).isTrue();
        assertThat(refusal(market.membership(joining, 12_00, Means.CASH))).isInstanceOf(MemberAlready.class);
        territory.onTime();
        accepted(market.membership(joining, 12_00, Means.CASH));
        assertThat(territory.account(joining).membershipUntil()).isEqualTo(LocalDate.of(2028, 12, 31));
    }
}
