package laroue.api.command;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Note;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Roues;
import laroue.value.Series;

/** Every kind of refusal, and every way to say it, at least once. */
final class RefusalSamples {

    private static final AssociationCode GAP = new AssociationCode("05");
    private static final AccountNumber ACCOUNT = AccountNumber.of(GAP, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final OperationId FIRST = new OperationId(UUID.fromString("01970000-0000-7000-8000-000000000001"));
    private static final DeskId DESK = new DeskId("desk-1");
    private static final Series SERIES = new Series(GAP, "2026");

    private RefusalSamples() {}

    static List<Refusal> all() {
        return List.of(
                new Refusal.NoSuchAccount(ACCOUNT),
                new Refusal.NotFound("payment", "x"),
                new Refusal.NotFound("waiting act", "x"),
                new Refusal.NotFound("series", "x"),
                new Refusal.NotFound("remitted cheque", "x"),
                new Refusal.NotFound("something new", "x"),
                new Refusal.DuplicateReference("VIR-7", FIRST),
                new Refusal.ReferenceUnusable("-"),
                new Refusal.AlreadyDone("issuance"),
                new Refusal.CodeResembles("5", GAP),
                new Refusal.TooMany("rules", 200),
                new Refusal.TooMany("changes", 200),
                new Refusal.SumTooLarge(),
                new Refusal.AccountNotEmpty(new Roues(3_00), 2),
                new Refusal.AccountNotEmpty(new Roues(0), 1),
                new Refusal.InsufficientBalance(ACCOUNT, new Roues(1_204_00), new Roues(2_000_05)),
                new Refusal.AccountFrozen(ACCOUNT),
                new Refusal.AccountClosed(ACCOUNT),
                new Refusal.NotAMember(ACCOUNT, null),
                new Refusal.NotAMember(ACCOUNT, DAY),
                new Refusal.MerchantNotApproved(ACCOUNT),
                new Refusal.NotReconvertible("never approved"),
                new Refusal.WrongPin(),
                new Refusal.CardLocked(new CardNumber("05-0001")),
                new Refusal.LimitExceeded("minimum", new Roues(50_00)),
                new Refusal.LimitExceeded("cap", new Roues(1_204_00)),
                new Refusal.LimitExceeded("ceiling", new Roues(3_000_00)),
                new Refusal.BeforeItExisted("merchant", Instant.parse("2026-03-01T10:00:00Z")),
                new Refusal.BeforeItExisted("vault", Instant.parse("2026-03-01T10:00:00Z")),
                new Refusal.BeforeItExisted("something new", Instant.parse("2026-03-01T10:00:00Z")),
                new Refusal.TooLate(30, DAY),
                new Refusal.MemberAlready(ACCOUNT, DAY),
                new Refusal.RefundExceedsPayment(new Roues(5_00), new Roues(7_00)),
                new Refusal.IssuanceStopped(GAP),
                new Refusal.GuaranteeShort(new Euros(5_00), new Euros(7_00)),
                new Refusal.SelfPayment(ACCOUNT),
                new Refusal.IdempotencyKeyReused(),
                new Refusal.AlreadySpent(new Roues(5_00), new Roues(7_00)),
                new Refusal.ItemRefused(3, new Refusal.AccountFrozen(ACCOUNT)),
                new Refusal.ItemRefused(0, new Refusal.WrongPin()),
                new Refusal.SessionNotOpen(DESK),
                new Refusal.SessionAlreadyOpen(DESK),
                new Refusal.SessionAlreadyClosed(DESK),
                new Refusal.SessionChanged(DESK),
                new Refusal.DeskNotEmpty(DESK),
                new Refusal.NotEnoughNotes(Notes.of(SERIES, Map.of(10, 3, 5, 1))),
                new Refusal.NotInCirculation(
                        new TreeSet<>(List.of(NoteKind.of(new Note(SERIES, 10)), NoteKind.of(new Note(SERIES, 5))))),
                new Refusal.NotesDoNotAddUp(new Roues(26_00), new Roues(25_00)),
                new Refusal.EurosDoNotAddUp(new Euros(26_00), new Euros(25_00)),
                new Refusal.NotThePrice(new TreeSet<>(List.of(new Euros(10_00), new Euros(5_00))), new Euros(3_00)),
                new Refusal.SeriesWithdrawn(SERIES, DAY),
                new Refusal.SecondPersonNeeded());
    }
}
