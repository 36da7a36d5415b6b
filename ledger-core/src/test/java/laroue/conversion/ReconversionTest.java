package laroue.conversion;

import static laroue.Territory.AVIGNON;
import static laroue.Territory.GAP;
import static laroue.Territory.LONG;
import static laroue.Territory.accepted;
import static laroue.Territory.euros;
import static laroue.Territory.refusal;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import laroue.Territory;
import laroue.Territory.Shop;
import laroue.account.Account;
import laroue.association.Rules;
import laroue.conversion.Reconversion.Status;
import laroue.conversion.ReconversionEvent.Failed;
import laroue.decision.LedgerEvent;
import laroue.decision.Posting.Place;
import laroue.decision.Posting.Unit;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Refusal;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.LimitExceeded;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Refusal.ReferenceUnusable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconversionTest {

    private final Territory territory = Territory.of(GAP, AVIGNON);
    private final Shop bakery = territory.shop(GAP, 1_000_00);

    @Test
    @DisplayName("rule 34: once accepted, the roues left circulation and the euros are still in the fund, owed")
    void accepting() {
        var accepted = accepted(territory.reconvert(bakery.account(), 333_33));

        assertThat(accepted.status()).isEqualTo(Status.ACCEPTED);
        assertThat(territory.balance(bakery.account())).isEqualTo(666_67);
        assertThat(territory.ledger.cents(GAP, Place.DIGITAL_ISSUE)).isEqualTo(-666_67);
        assertThat(territory.ledger.cents(GAP, Place.ACCOUNTS)).isEqualTo(666_67);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isEqualTo(1);
        assertThat(territory.ledger.cents(Unit.ROUE)).isZero();
    }

    @ParameterizedTest(name = "rules 35 and 36: at {0} ppm 333.33 gives a fee of {1} and {2} to the merchant")
    @CsvSource({"0, 0, 33333", "20000, 667, 32666", "25000, 833, 32500", "50000, 1667, 31666"})
    void paying(int partsPerMillion, long fee, long net) {
        accepted(territory.setRules(GAP, Territory.fee(partsPerMillion)));
        var accepted = accepted(territory.reconvert(bakery.account(), 333_33));
        assertThat(accepted.fee()).isEqualTo(roues(fee));
        assertThat(accepted.net()).isEqualTo(roues(net));
        long outside = territory.ledger.cents(GAP, Place.OUTSIDE);

        var paid = accepted(territory.confirmPaid(accepted.id()));

        assertThat(paid.status()).isEqualTo(Status.PAID);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00 - 333_33));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(fee));
        assertThat(territory.ledger.cents(GAP, Place.OUTSIDE) - outside).isEqualTo(net);
        assertThat(territory.ledger.cents(GAP, Place.GUARANTEE_DIGITAL)).isEqualTo(666_67);
        assertThat(territory.ledger.cents(GAP, Place.OPERATING)).isEqualTo(fee);
        assertThat(territory.ledger.cents(Unit.EURO)).isZero();
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isZero();
    }

    @Test
    @DisplayName("rule 35: the fee is that of the merchant's class, by the rules of the day of acceptance")
    void feesAreDatedAndOfAClass() {
        accepted(territory.setRules(
                GAP,
                Territory.rules(
                        Map.of(Rules.STANDARD, new Rate(50_000), "organic", new Rate(20_000)),
                        null,
                        null,
                        Rules.Period.MONTH)));
        var farm = accepted(territory.apply(GAP, "organic", LONG));
        accepted(territory.approve(farm.id()));
        accepted(territory.pay(bakery.account(), farm.account(), 100_00));

        assertThat(accepted(territory.reconvert(farm.account(), 100_00)).fee()).isEqualTo(roues(2_00));
        var before = accepted(territory.reconvert(bakery.account(), 100_00));
        assertThat(before.fee()).isEqualTo(roues(5_00));
        accepted(territory.setRules(GAP, Territory.fee(0)));
        assertThat(accepted(territory.reconvert(bakery.account(), 100_00)).fee())
                .isEqualTo(roues(0));
        accepted(territory.confirmPaid(before.id()));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(5_00));
    }

    @Test
    @DisplayName("rule 35: a merchant whose class changes has the fee of the class of the day of acceptance")
    void theFeeIsOfTheClassOfTheDay() {
        accepted(territory.setRules(
                GAP,
                Territory.rules(
                        Map.of(Rules.STANDARD, new Rate(50_000), "organic", new Rate(20_000)),
                        null,
                        null,
                        Rules.Period.MONTH)));
        accepted(territory.change(bakery.merchant(), LocalDate.of(2026, 4, 1), null, "organic"));

        territory.on(LocalDate.of(2026, 3, 31));
        assertThat(accepted(territory.reconvert(bakery.account(), 100_00)).fee())
                .isEqualTo(roues(5_00));
        territory.on(LocalDate.of(2026, 4, 1));
        assertThat(accepted(territory.reconvert(bakery.account(), 100_00)).fee())
                .isEqualTo(roues(2_00));
    }

    @Test
    @DisplayName("worked example 6: failed before it is paid, the roues return and no euro moved")
    void failedBeforePaid() {
        accepted(territory.setRules(GAP, Territory.fee(50_000)));
        var accepted = accepted(territory.reconvert(bakery.account(), 400_00, "F-2026-1"));
        long euros = territory.ledger.cents(GAP, Place.OUTSIDE);

        var failed = accepted(territory.declareFailed(accepted.id()));

        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failures()).containsExactly(new Failed(accepted.id(), bakery.account(), roues(400_00), false));
        assertThat(territory.balance(bakery.account())).isEqualTo(1_000_00);
        assertThat(territory.ledger.cents(GAP, Place.DIGITAL_ISSUE)).isEqualTo(-1_000_00);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.ledger.cents(GAP, Place.OUTSIDE)).isEqualTo(euros);
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isZero();
    }

    @Test
    @DisplayName("worked example 6: failed after it was paid, also fund + gross and operating − fee")
    void failedAfterPaid() {
        accepted(territory.setRules(GAP, Territory.fee(50_000)));
        var accepted = accepted(territory.reconvert(bakery.account(), 400_00));
        accepted(territory.confirmPaid(accepted.id()));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(20_00));

        accepted(territory.declareFailed(accepted.id()));

        assertThat(failures()).containsExactly(new Failed(accepted.id(), bakery.account(), roues(400_00), true));
        assertThat(territory.balance(bakery.account())).isEqualTo(1_000_00);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(0));
        assertThat(territory.ledger.cents(GAP, Place.OUTSIDE)).isEqualTo(-1_000_00);
        assertThat(territory.ledger.cents(Unit.EURO)).isZero();
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isZero();
    }

    @Test
    @DisplayName("rule 36: what the bank sends back to a closed account opens it again, frozen")
    void sentBackToAClosedAccount() {
        var accepted = accepted(territory.reconvert(bakery.account(), 1_000_00));
        accepted(territory.confirmPaid(accepted.id()));
        accepted(territory.close(bakery.account()));

        accepted(territory.declareFailed(accepted.id()));

        assertThat(territory.balance(bakery.account())).isEqualTo(1_000_00);
        assertThat(territory.account(bakery.account()).status()).isEqualTo(Account.Status.FROZEN);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00));
    }

    @Test
    @DisplayName("worked example 6 and rule 38: an invoice number stays used, for its merchant")
    void invoiceNumbers() {
        var other = territory.shop(GAP, 100_00);
        var first = accepted(territory.reconvert(bakery.account(), 400_00, "F-2026-1"));
        var used = new DuplicateReference("F-2026-1", first.id());

        assertThat(refusal(territory.reconvert(bakery.account(), 1_00, "F-2026-1")))
                .isEqualTo(used);
        accepted(territory.reconvert(other.account(), 1_00, "F-2026-1"));
        accepted(territory.declareFailed(first.id()));
        assertThat(refusal(territory.reconvert(bakery.account(), 400_00, "F-2026-1")))
                .isEqualTo(used);
    }

    @Test
    @DisplayName("rule 38: an invoice number is the same however it is typed, and must name an invoice")
    void typedInvoiceNumbers() {
        var first = accepted(territory.reconvert(bakery.account(), 1_00, "F-2026-1"));

        assertThat(refusal(territory.reconvert(bakery.account(), 1_00, " f\u20112026-1")))
                .isEqualTo(new DuplicateReference(" f\u20112026-1", first.id()));
        assertThat(refusal(territory.reconvert(bakery.account(), 1_00, "Facture")))
                .isEqualTo(new ReferenceUnusable("Facture"));
    }

    @Test
    @DisplayName("a transfer pays out in one command, several reconversions or one, and never in two")
    void payoutsTakeTheirReference() {
        var ids = Stream.generate(() ->
                        accepted(territory.reconvert(bakery.account(), 100_00)).id())
                .limit(4)
                .toList();
        accepted(territory.confirmAllPaid(ids.subList(0, 2), "SEPA-1"));
        var first = territory.ledger.recorded().getLast().operation();

        assertThat(refusal(territory.confirmPaid(ids.get(2), "sepa-1 ")))
                .isEqualTo(new DuplicateReference("sepa-1 ", first));
        assertThat(refusal(territory.confirmAllPaid(ids.subList(2, 4), "SEPA-1")))
                .isEqualTo(new DuplicateReference("SEPA-1", first));
        assertThat(refusal(territory.confirmPaid(ids.get(2), "Virement"))).isEqualTo(new ReferenceUnusable("Virement"));
        assertThat(refusal(territory.confirmPaid(ids.get(0), "SEPA-1"))).isEqualTo(new AlreadyDone("PAID"));
        accepted(territory.confirmPaid(ids.get(2), "SEPA-2"));
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("rule 38: a refused reconversion uses up no invoice number")
    void refusedReconversionsUseNoNumber() {
        assertThat(refusal(territory.reconvert(bakery.account(), 1_000_01, "F-1")))
                .isEqualTo(new InsufficientBalance(bakery.account(), roues(1_000_00), roues(1_000_01)));

        accepted(territory.reconvert(bakery.account(), 1_000_00, "F-1"));
    }

    @Test
    @DisplayName("rules 4 and 34: is paid once, fails once, and what failed is not paid")
    void onceEach() {
        var paid = accepted(territory.reconvert(bakery.account(), 100_00)).id();
        var failed = accepted(territory.reconvert(bakery.account(), 100_00)).id();
        accepted(territory.confirmPaid(paid));
        accepted(territory.declareFailed(failed));

        assertThat(refusal(territory.confirmPaid(paid))).isEqualTo(new AlreadyDone("PAID"));
        assertThat(refusal(territory.confirmPaid(failed))).isEqualTo(new AlreadyDone("FAILED"));
        assertThat(refusal(territory.declareFailed(failed))).isEqualTo(new AlreadyDone("FAILED"));
        accepted(territory.declareFailed(paid));
        assertThat(refusal(territory.declareFailed(paid))).isEqualTo(new AlreadyDone("FAILED"));
        assertThat(refusal(territory.confirmPaid(paid))).isEqualTo(new AlreadyDone("FAILED"));
        assertThat(territory.balance(bakery.account())).isEqualTo(1_000_00);
    }

    @Test
    @DisplayName("rule 37: a payout is refused whole when the fund is one cent short")
    void fundShort() {
        var cigale = territory.member(AVIGNON, 1);
        accepted(territory.pay(cigale, bakery.account(), 1));
        var all = accepted(territory.reconvert(bakery.account(), 1_000_01));

        assertThat(refusal(territory.confirmPaid(all.id())))
                .isEqualTo(new GuaranteeShort(euros(1_000_00), euros(1_000_01)));

        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00));
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isEqualTo(1);
        accepted(territory.issue(territory.member(GAP), 1));
        accepted(territory.confirmPaid(all.id()));
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(0));
    }

    @Test
    @DisplayName("rule 17: individuals, public bodies and associations never reconvert")
    void onlyMerchants() {
        for (var kind : new HolderKind[] {HolderKind.INDIVIDUAL, HolderKind.PUBLIC, HolderKind.ASSOCIATION}) {
            var account = accepted(territory.open(GAP, kind, LONG));
            accepted(territory.issue(account, 100_00));

            assertThat(refusal(territory.reconvert(account, 10_00))).isInstanceOf(NotReconvertible.class);
            assertThat(territory.balance(account)).isEqualTo(100_00);
        }
    }

    @Test
    @DisplayName("rules 16 and 19: a merchant whose membership lapsed reconverts, but changes no euros")
    void lapsedMerchants() {
        var lapsed = accepted(territory.apply(GAP, Rules.STANDARD, LocalDate.of(2026, 3, 31)));
        accepted(territory.approve(lapsed.id()));
        accepted(territory.pay(bakery.account(), lapsed.account(), 50_00));
        territory.on(LocalDate.of(2026, 4, 1));

        assertThat(refusal(territory.issue(lapsed.account(), 1))).isInstanceOf(Refusal.NotAMember.class);
        accepted(territory.reconvert(lapsed.account(), 50_00));
    }

    @Test
    @DisplayName("rule 39: not less than the minimum")
    void minimum() {
        accepted(territory.setRules(GAP, Territory.rules(Rules.FIRST.fees(), roues(50_00), null, Rules.Period.MONTH)));

        assertThat(refusal(territory.reconvert(bakery.account(), 49_99)))
                .isEqualTo(new LimitExceeded("minimum", roues(50_00)));
        accepted(territory.reconvert(bakery.account(), 50_00));
    }

    @Test
    @DisplayName("rule 39: not more than the cap in a period; what failed is not counted, what was paid is")
    void cap() {
        accepted(territory.setRules(GAP, Territory.rules(Rules.FIRST.fees(), null, roues(300_00), Rules.Period.MONTH)));
        var over = new LimitExceeded("cap", roues(300_00));
        territory.on(LocalDate.of(2026, 3, 31));
        var first = accepted(territory.reconvert(bakery.account(), 200_00));
        var second = accepted(territory.reconvert(bakery.account(), 100_00));

        assertThat(refusal(territory.reconvert(bakery.account(), 1))).isEqualTo(over);
        accepted(territory.confirmPaid(first.id()));
        assertThat(refusal(territory.reconvert(bakery.account(), 1))).isEqualTo(over);
        accepted(territory.declareFailed(second.id()));
        assertThat(refusal(territory.reconvert(bakery.account(), 100_01))).isEqualTo(over);
        accepted(territory.reconvert(bakery.account(), 100_00));
        accepted(territory.declareFailed(first.id()));
        accepted(territory.reconvert(bakery.account(), 200_00));

        territory.on(LocalDate.of(2026, 4, 1));
        accepted(territory.reconvert(bakery.account(), 300_00));
    }

    @Test
    @DisplayName("rule 39: a reconversion that fails in a later month frees the cap of its own month")
    void capOfAQuarter() {
        accepted(territory.setRules(
                GAP, Territory.rules(Rules.FIRST.fees(), null, roues(300_00), Rules.Period.QUARTER)));
        territory.on(LocalDate.of(2026, 1, 15));
        var january = accepted(territory.reconvert(bakery.account(), 300_00));
        territory.on(LocalDate.of(2026, 3, 31));
        assertThat(refusal(territory.reconvert(bakery.account(), 1))).isInstanceOf(LimitExceeded.class);
        territory.on(LocalDate.of(2026, 4, 1));
        accepted(territory.reconvert(bakery.account(), 300_00));

        accepted(territory.declareFailed(january.id()));

        assertThat(refusal(territory.reconvert(bakery.account(), 1))).isInstanceOf(LimitExceeded.class);
        territory.on(LocalDate.of(2026, 3, 31));
        accepted(territory.reconvert(bakery.account(), 300_00));
    }

    @Test
    @DisplayName("rule 37: several are paid in one step, and none of them when one cannot be")
    void severalArePaidTogetherOrNotAtAll() {
        accepted(territory.setRules(GAP, Territory.fee(50_000)));
        var one = accepted(territory.reconvert(bakery.account(), 100_00)).id();
        var other = accepted(territory.reconvert(bakery.account(), 200_00)).id();
        var failed = accepted(territory.reconvert(bakery.account(), 300_00)).id();
        accepted(territory.declareFailed(failed));

        assertThat(refusal(territory.confirmAllPaid(List.of(one, failed)))).isInstanceOf(AlreadyDone.class);
        assertThat(refusal(territory.confirmAllPaid(List.of(one, one)))).isInstanceOf(AlreadyDone.class);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(1_000_00));

        assertThat(accepted(territory.confirmAllPaid(List.of(one, other))))
                .extracting(Reconversion::status)
                .containsExactly(Status.PAID, Status.PAID);
        assertThat(territory.association(GAP).funds().digital()).isEqualTo(euros(700_00));
        assertThat(territory.association(GAP).funds().operating()).isEqualTo(euros(15_00));
        assertThat(territory.account(bakery.account()).reconversions().accepted())
                .isZero();
        assertThat(territory.ledger.cents(Unit.EURO)).isZero();
    }

    @Test
    void isUnknownBeforeItIsAccepted() {
        var issuance = accepted(territory.issue(bakery.account(), 1)).id();

        for (var other : new OperationId[] {issuance, new OperationId(new UUID(0, 0))}) {
            var none = new NotFound("reconversion", other.toString());
            assertThat(refusal(territory.confirmPaid(other))).isEqualTo(none);
            assertThat(refusal(territory.declareFailed(other))).isEqualTo(none);
        }
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Reconversion.TYPE.after(null, new Failed(issuance, bakery.account(), roues(1), false)));
    }

    private List<LedgerEvent> failures() {
        return territory.ledger.eventsAfter(0).stream()
                .filter(Failed.class::isInstance)
                .toList();
    }
}
