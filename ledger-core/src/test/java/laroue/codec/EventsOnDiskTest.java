package laroue.codec;

import static laroue.Territory.AIX;
import static laroue.Territory.GAP;
import static laroue.Territory.euros;
import static laroue.Territory.roues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Transfer;
import laroue.association.AssociationEvent;
import laroue.association.Funds;
import laroue.association.MembershipPrice;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.association.State;
import laroue.confirmation.WaitingEvent;
import laroue.conversion.IssuanceEvent;
import laroue.conversion.IssuanceEvent.Means;
import laroue.conversion.ReconversionEvent;
import laroue.decision.LedgerEvent;
import laroue.desk.Count;
import laroue.desk.DeskEvent;
import laroue.desk.DeskEvent.Service;
import laroue.desk.Difference;
import laroue.desk.Handover;
import laroue.desk.Holdings;
import laroue.desk.RemittanceEvent;
import laroue.desk.Takings;
import laroue.merchant.MerchantEvent;
import laroue.merchant.Siret;
import laroue.power.PowerEvent;
import laroue.stream.RegisteredStreams;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.DeskId;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Series;
import laroue.vault.ShipmentEvent;
import laroue.vault.ShipmentEvent.Direction;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.VaultEvent;
import laroue.vault.Withdrawal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden lines: what stands in a journal must be read for ever, and be written so again. Lines of
 * {@code events.golden} are only ever added; a line that has to change is a new version of its event.
 */
class EventsOnDiskTest {

    private static final OperationId ONE = new OperationId(UUID.fromString("019cae7a-1c80-7000-8000-000000000001"));
    private static final OperationId TWO = new OperationId(UUID.fromString("019cae7a-1c80-7000-8000-000000000002"));
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final AccountNumber ALICE = AccountNumber.of(GAP, 42);
    private static final AccountNumber BAKERY = AccountNumber.of(AIX, 7);
    private static final MerchantId MERCHANT = new MerchantId("13A-M0012");
    private static final CardNumber CARD = new CardNumber("05-0001");

    private static final DeskId DESK = new DeskId("gap-centre");
    private static final Series SERIES = new Series(GAP, "2024");
    private static final Notes NOTES = Notes.of(SERIES, Map.of(13, 2, 5, 1));
    private static final Notes MIXED = NOTES.mixedWith(Notes.of(new Series(AIX, "2023"), Map.of(10, 3)));
    private static final Count COUNT = new Count(NOTES, MIXED, Notes.NONE, euros(176_00), euros(50_00));
    private static final Takings TAKINGS =
            new Takings(euros(126_00), euros(50_00), euros(120_00), euros(28_00), euros(28_00));
    private static final Handover OVER = new Handover(
            NOTES,
            Notes.NONE,
            Notes.NONE,
            roues(5_00),
            laroue.desk.Means.CHEQUE,
            euros(31_00),
            euros(5_00),
            euros(12_00));
    private static final Handover BY_CARD = new Handover(
            NOTES,
            Notes.NONE,
            Notes.NONE,
            roues(5_00),
            laroue.desk.Means.CARD,
            euros(31_00),
            euros(5_00),
            euros(12_00),
            "TPE 0042");
    private static final Holdings HELD = new Holdings(
            NOTES, MIXED, Notes.NONE, euros(126_00), euros(50_00), euros(120_00), euros(28_00), euros(28_00));

    /** At least one of each event; two where something may be missing. */
    private static final List<LedgerEvent> EVENTS = List.of(
            new AccountEvent.Opened(ALICE, HolderKind.INDIVIDUAL, "05061", DAY, null),
            new AccountEvent.Opened(BAKERY, HolderKind.PROFESSIONAL, null, null, MERCHANT),
            new AccountEvent.MembershipTaken(ALICE, DAY),
            new AccountEvent.Frozen(ALICE),
            new AccountEvent.Unfrozen(ALICE),
            new AccountEvent.Closed(ALICE),
            new AccountEvent.HolderErased(ALICE),
            new AccountEvent.ApprovalGranted(BAKERY),
            new AccountEvent.ApprovalWithdrawn(BAKERY),
            new AccountEvent.Debited(ALICE, Transfer.PAYMENT, BAKERY, roues(12_50), roues(0), "café 7", null, CARD),
            new AccountEvent.Debited(BAKERY, Transfer.REFUND, ALICE, roues(1), roues(12_49), null, ONE, null),
            new AccountEvent.Credited(BAKERY, Transfer.PAYMENT, ALICE, roues(12_50), roues(12_50), "café 7", null),
            new AccountEvent.Credited(ALICE, Transfer.REFUND, BAKERY, roues(1), roues(1), null, ONE),
            new AccountEvent.Credited(ALICE, Transfer.MEMBERSHIP, BAKERY, roues(1), roues(2), null, null),
            new AccountEvent.Issued(ALICE, roues(999_999_999_99L), roues(999_999_999_99L)),
            new AccountEvent.IssuanceReversed(ALICE, ONE, roues(5_00), roues(0)),
            new AccountEvent.Reconverted(BAKERY, roues(333_33), roues(67), DAY),
            new AccountEvent.ReconversionSettled(BAKERY, ONE),
            new AccountEvent.ReconversionReturned(BAKERY, ONE, roues(333_33), roues(334_00), DAY, true),
            new AccountEvent.CardIssued(ALICE, CARD),
            new AccountEvent.CardBlocked(ALICE, CARD),
            new AccountEvent.CardUnlocked(ALICE, CARD),
            new AccountEvent.PinRefused(ALICE, CARD, 2),
            new AssociationEvent.Founded(GAP, ALICE),
            new AssociationEvent.RulesSet(GAP, Rules.FIRST),
            new AssociationEvent.RulesSet(
                    GAP,
                    new Rules(
                            DAY,
                            Map.of("standard", new Rate(25_000), "organic", Rate.NONE, "artisan", new Rate(1_000_000)),
                            roues(10_00),
                            roues(2_000_00),
                            Rules.Period.QUARTER,
                            MembershipRule.TWELVE_MONTHS,
                            Map.of(HolderKind.PUBLIC, roues(1), HolderKind.INDIVIDUAL, roues(3_000_00)))),
            new AssociationEvent.StateDecided(GAP, State.ISSUANCE_STOPPED, DAY),
            new AssociationEvent.GuaranteeReceived(GAP, ONE, euros(100_00), euros(250_00)),
            new AssociationEvent.GuaranteeReturned(GAP, ONE, euros(100_00), euros(150_00)),
            new AssociationEvent.ReconversionPaidOut(GAP, ONE, euros(333_33), euros(16_67), euros(0), euros(16_67)),
            new AssociationEvent.PayoutSentBack(GAP, ONE, euros(333_33), euros(16_67), euros(333_33), euros(-1)),
            new AssociationEvent.MembershipPaid(GAP, ALICE, euros(12_00), euros(24_00)),
            new MerchantEvent.Applied(MERCHANT, BAKERY, new Siret("73282932000074"), "10.71C", "13001", "standard"),
            new MerchantEvent.Applied(MERCHANT, BAKERY, null, null, null, "standard"),
            new MerchantEvent.Approved(MERCHANT),
            new MerchantEvent.Suspended(MERCHANT),
            new MerchantEvent.Left(MERCHANT),
            new MerchantEvent.Changed(MERCHANT, BAKERY, DAY, "47.24Z", "organic", true),
            new MerchantEvent.Changed(MERCHANT, BAKERY, DAY, "47.24Z", null, false),
            new IssuanceEvent.IssuanceMade(ONE, ALICE, roues(100_00), Means.DIRECT_DEBIT, "VIR 2026-03/17"),
            new IssuanceEvent.IssuanceTakenBack(ONE, ALICE, roues(100_00)),
            new ReconversionEvent.Accepted(ONE, BAKERY, roues(333_33), roues(8_33), new Rate(25_000), DAY, "F-2026-1"),
            new ReconversionEvent.Paid(ONE, BAKERY, roues(333_33), roues(8_33), "SEPA-1"),
            new ReconversionEvent.Failed(ONE, BAKERY, roues(333_33), true),
            new AssociationEvent.RulesSet(
                    GAP,
                    new Rules(
                            DAY,
                            Map.of("standard", Rate.NONE),
                            null,
                            null,
                            Rules.Period.YEAR,
                            MembershipRule.CALENDAR,
                            Map.of(),
                            new Rules.DeskRules(roues(20_00), 31),
                            null,
                            null)),
            new AccountEvent.NotesReconverted(BAKERY, ONE, roues(120_00), DAY),
            new AccountEvent.NotesHandedBack(BAKERY, ONE, roues(120_00), DAY),
            new AccountEvent.Deposited(ALICE, roues(20_00), roues(32_50)),
            new AccountEvent.Withdrawn(ALICE, roues(20_00), roues(12_50), null),
            new AccountEvent.MembershipWithdrawn(ALICE, DAY),
            new AccountEvent.MembershipWithdrawn(ALICE, null),
            new AssociationEvent.FundsMoved(
                    GAP,
                    AssociationEvent.Cause.NOTES_PAID_OUT,
                    ONE,
                    euros(-120_00),
                    euros(0),
                    euros(2_40),
                    new Funds(euros(26_00), euros(50_00), euros(-1))),
            new AssociationEvent.DueBooked(GAP, ONE, euros(-5_00), euros(15_00)),
            new ReconversionEvent.NotesAccepted(
                    ONE, BAKERY, roues(120_00), roues(2_40), new Rate(20_000), DAY, "F-2026-2"),
            new ReconversionEvent.NotesFailed(ONE, BAKERY, roues(120_00), false),
            new ReconversionEvent.NotesUndone(ONE, BAKERY, roues(120_00)),
            new VaultEvent.Printed(GAP, NOTES, NOTES),
            new VaultEvent.Destroyed(GAP, NOTES, Notes.NONE),
            new VaultEvent.HandedOut(GAP, ONE, NOTES, Notes.NONE),
            new VaultEvent.TakenIn(GAP, ONE, MIXED, MIXED),
            new VaultEvent.SeriesEnds(GAP, SERIES, new Withdrawal(DAY, DAY.plusMonths(6), DAY.plusYears(5))),
            new VaultEvent.StampsDecided(GAP, 2027, new Rate(20_000)),
            new VaultEvent.Expired(GAP, NOTES, DAY),
            new ShipmentEvent.Sent(ONE, GAP, DESK, Direction.BACK, Pile.ROUE_TILL, MIXED, "c-7f3a"),
            new ShipmentEvent.Received(ONE, GAP, MIXED, "c-9b21"),
            new ShipmentEvent.Settled(ONE, GAP, Fate.LOST, NOTES),
            new DeskEvent.Opened(DESK, GAP, "05061", LocalTime.of(4, 0)),
            new DeskEvent.Closed(DESK, GAP, HELD, Holdings.NONE),
            new DeskEvent.SessionOpened(DESK, GAP, ONE, DAY, COUNT, List.of(), "c-7f3a", HELD),
            new DeskEvent.SessionClosed(
                    DESK,
                    GAP,
                    ONE,
                    COUNT,
                    List.of(
                            new Difference(Difference.Pile.ROUE_TILL, NOTES, MIXED, euros(0)),
                            new Difference(Difference.Pile.CASH, Notes.NONE, Notes.NONE, euros(-2_00))),
                    "c-7f3a",
                    HELD),
            new DeskEvent.DifferenceExplained(DESK, GAP, ONE + ".close.stock", true),
            new DeskEvent.DifferenceConfirmed(DESK, GAP, ONE + ".close.stock"),
            new DeskEvent.Served(
                    DESK, GAP, ONE, Service.CHANGE, ALICE, OVER, new DeskEvent.Membership(null, DAY), null, HELD),
            new DeskEvent.Served(
                    DESK, GAP, ONE, Service.STAMP, ALICE, OVER, null, new DeskEvent.Stamps(2027, NOTES), HELD),
            new DeskEvent.Undone(DESK, GAP, ONE, ONE, Service.CHANGE, ALICE, OVER, HELD),
            new DeskEvent.ReconversionRefused(DESK, GAP, ONE, ALICE),
            new DeskEvent.ShipmentSent(DESK, GAP, ONE, Pile.RETURNS, MIXED, HELD),
            new DeskEvent.ShipmentTaken(DESK, GAP, ONE, Pile.STOCK, NOTES, HELD),
            new DeskEvent.Remitted(DESK, GAP, ONE, TAKINGS, euros(174_00), ONE, HELD),
            new RemittanceEvent.Made(ONE, GAP, DESK, "B-2026-17", List.of(ONE), TAKINGS, euros(124_00), euros(50_00)),
            new RemittanceEvent.Banked(ONE, GAP, "REM-17"),
            new RemittanceEvent.ChequeBounced(ONE, GAP, ONE, ALICE, euros(50_00)),
            new DeskEvent.Served(DESK, GAP, ONE, Service.CHANGE, ALICE, BY_CARD, null, null, HELD),
            new AssociationEvent.RulesSet(
                    GAP,
                    new Rules(
                            DAY,
                            Rules.FIRST.fees(),
                            null,
                            null,
                            Rules.Period.MONTH,
                            MembershipRule.CALENDAR,
                            Map.of(),
                            new Rules.DeskRules(roues(20_00), 31, 90),
                            Map.of(MembershipPrice.FULL, euros(12_00), MembershipPrice.REDUCED, euros(5_00)),
                            null)),
            new AccountEvent.MembershipTaken(ALICE, DAY.plusYears(1), DAY, DAY.plusDays(300)),
            new DeskEvent.CardBanked(DESK, GAP, ONE, euros(48_00), "CB 2026-17"),
            new AssociationEvent.RulesSet(
                    GAP,
                    new Rules(
                            DAY,
                            Map.of("standard", Rate.NONE),
                            null,
                            null,
                            Rules.Period.MONTH,
                            MembershipRule.CALENDAR,
                            Map.of(),
                            null,
                            null,
                            new SecondPersonRule(
                                    Set.of(SecondPersonAct.ISSUANCE, SecondPersonAct.CARD, SecondPersonAct.LATE_ENTRY),
                                    euros(5_000_00)))),
            new WaitingEvent.SecondPersonAsked(ONE, GAP, SecondPersonAct.LATE_ENTRY, "05-000042-0", TWO, "a7d2", "ff"),
            new WaitingEvent.SecondPersonConfirmed(ONE, GAP, TWO),
            new WaitingEvent.SecondPersonRefused(ONE, GAP),
            new AccountEvent.Withdrawn(ALICE, roues(20_00), roues(12_50), CARD),
            new PowerEvent.PowerGranted("a7d2", GAP, List.of("member"), ALICE, null, true),
            new PowerEvent.PowerGranted("b8e3", null, List.of("admin", "treasurer"), null, null, false),
            new PowerEvent.SecretChanged("a7d2", GAP, ALICE),
            new PowerEvent.PowerBegun("a7d2", GAP, null),
            new PowerEvent.PowerEnded("a7d2", GAP, ALICE),
            new PowerEvent.FactorSet("a7d2", GAP),
            new PowerEvent.FactorForgotten("a7d2", GAP));

    private final EventCodec codec = new EventCodec();

    private record Line(String type, String json) {}

    static Stream<String> lines() {
        return golden().stream().map(it -> it.type() + "\t" + it.json());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    @DisplayName("every line that was ever written is read, and is written so again")
    void isReadAndWrittenAgain(String line) {
        var parts = line.split("\t", 2);

        var event = codec.read(parts[0], parts[1]);

        assertThat(codec.typeOf(event)).isEqualTo(parts[0]);
        assertThat(written(event)).isEqualTo(parts[1]);
    }

    private String written(LedgerEvent event) {
        return new String(codec.write(event), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("every event is written as its golden line says; a new event or a new shape shows its line here")
    void areWrittenAsTheGoldenLinesSay() {
        assertThat(EVENTS.stream().map(it -> new Line(codec.typeOf(it), written(it))))
                .allSatisfy(it -> assertThat(golden()).contains(it));
        assertThat(EVENTS)
                .allSatisfy(it ->
                        assertThat(codec.read(codec.typeOf(it), written(it))).isEqualTo(it));
    }

    @Test
    @DisplayName("no event is without its golden line")
    void noneIsForgotten() {
        var registered = RegisteredStreams.eventsByName();

        assertThat(EVENTS.stream().<Class<?>>map(LedgerEvent::getClass))
                .as("a registered event needs an example in EVENTS, and its line in events.golden")
                .containsAll(registered.values());
        assertThat(golden().stream().map(Line::type)).containsAll(registered.keySet());
    }

    @Test
    @DisplayName("stored names are short, stable and have a version; they are no names of classes")
    void storedNames() {
        assertThat(RegisteredStreams.eventsByName().keySet())
                .allMatch(it -> it.matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)\\.[1-9][0-9]*"));
    }

    @Test
    @DisplayName("rule 56: no event has room for a name, an address or free words")
    void noPersonalData() {
        assertThat(RegisteredStreams.eventsByName().values())
                .flatExtracting(it -> List.of(it.getRecordComponents()))
                .extracting(RecordComponent::getName)
                .doesNotContain("name", "email", "address", "iban", "memo", "reason", "decision", "pin");
    }

    @Test
    void areReadStrictly() {
        assertThatException().isThrownBy(() -> codec.read("account.frozen.1", "{\"account\":\"05-000042-1\"}"));
        assertThatException()
                .isThrownBy(() -> codec.read("account.frozen.1", "{\"account\":\"" + ALICE + "\",\"more\":1}"));
        assertThatException().isThrownBy(() -> codec.read("account.frozen.2", "{\"account\":\"" + ALICE + "\"}"));
        assertThatException()
                .isThrownBy(() -> codec.read(
                        "account.issued.1", "{\"account\":\"" + ALICE + "\",\"amount\":\"1\",\"balance\":1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    @DisplayName("the way for the usual form and the way for any form read the same")
    void areReadTheSameInAnyForm(String line) {
        var parts = line.split("\t", 2);
        var event = codec.read(parts[0], parts[1]);

        assertThat(anyForm(parts[0], parts[1])).isEqualTo(event);
        for (var form : List.of(
                parts[1].replace(":", ": ").replace(",", " ,"),
                " " + parts[1] + "\n",
                parts[1].replaceFirst("\\{(\"\\w+\":[^,{}\\[\\]]+),(.*)}$", "{$2,$1}"),
                parts[1].replace("7", "\\u0037").replaceAll("(:-?\\d*)\\\\u0037(\\d*)", "$17$2"))) {
            assertThat(outcome(() -> codec.read(parts[0], form)))
                    .as(form)
                    .isEqualTo(outcome(() -> anyForm(parts[0], form)));
        }
        assertThatException().isThrownBy(() -> codec.read(parts[0], parts[1] + "x"));
        assertThatException().isThrownBy(() -> codec.read(parts[0], parts[1].substring(0, parts[1].length() - 1)));
    }

    private LedgerEvent anyForm(String type, String payload) {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        return codec.readAnyForm(type, bytes, 0, bytes.length);
    }

    /** What was read, or that it was refused. */
    private static Object outcome(Supplier<LedgerEvent> reading) {
        try {
            return reading.get();
        } catch (RuntimeException refused) {
            return "refused";
        }
    }

    private static List<Line> golden() {
        try (var in = EventsOnDiskTest.class.getResourceAsStream("/events.golden")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            var lines = new ArrayList<Line>();
            text.lines().forEach(it -> lines.add(new Line(it.split("\t", 2)[0], it.split("\t", 2)[1])));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
