package laroue.desk;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import laroue.conversion.Conversions;
import laroue.decision.Operation;
import laroue.decision.PrefetchableCommand;
import laroue.decision.UniqueValue;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.vault.ShipmentEvent.Fate;
import laroue.vault.ShipmentEvent.Pile;
import org.jspecify.annotations.Nullable;

/** What one may ask of a desk, and of what it sends and receives. */
public sealed interface DeskCommand {

    Operation operation();

    /**
     * A new desk.
     *
     * @param commune its INSEE code
     */
    record OpenDesk(Operation operation, DeskId desk, AssociationCode association, String commune, LocalTime dayBegins)
            implements DeskCommand {}

    /**
     * A desk ends (rule 33).
     *
     * @param writeOff whether what it still holds is given up
     */
    record CloseDesk(Operation operation, DeskId desk, boolean writeOff) implements DeskCommand {}

    /**
     * A session begins with a count.
     *
     * @param seen the last session before the count; null if it was not said
     * @param by the client who counted
     */
    record OpenSession(
            Operation operation, DeskId desk, @Nullable SessionReference seen, Count counted, String by)
            implements DeskCommand {

        public OpenSession(Operation operation, DeskId desk, Count counted, String by) {
            this(operation, desk, null, counted, by);
        }
    }

    /**
     * A session ends with a blind count.
     *
     * @param seen the session that was counted; null if it was not said
     * @param by the client who counted
     */
    record CloseSession(
            Operation operation, DeskId desk, @Nullable SessionReference seen, Count counted, String by)
            implements DeskCommand {

        public CloseSession(Operation operation, DeskId desk, Count counted, String by) {
            this(operation, desk, null, counted, by);
        }
    }

    record ExplainDifference(Operation operation, DeskId desk, String difference) implements DeskCommand {}

    /**
     * Another person than the one who counted agrees.
     *
     * @param by all clients of the person who agrees
     */
    record ConfirmDifference(Operation operation, DeskId desk, String difference, Set<String> by)
            implements DeskCommand {

        /** By a person who has no other client. */
        public ConfirmDifference(Operation operation, DeskId desk, String difference, String by) {
            this(operation, desk, difference, Set.of(by));
        }
    }

    /** What one asks for at the counter. */
    sealed interface CounterCommand extends DeskCommand, PrefetchableCommand {

        DeskId desk();

        /** The session in which it was shown to whoever confirms it; null if that was not said. */
        @Nullable
        SessionReference seen();

        AccountNumber account();

        @Override
        default List<UniqueValue> takes() {
            return List.of();
        }

        @Override
        default List<String> reads() {
            return List.of(Desk.stream(desk()), account().number());
        }
    }

    /**
     * Euros become roues, and a membership is taken, in one step.
     *
     * @param notes asked for; perhaps none
     * @param digital asked for; perhaps zero
     * @param membershipEuros for a membership in euros; zero without one
     * @param membershipNotes for a membership in notes; none without one
     * @param means null where nothing is paid in euros
     * @param handedOver what was put on the counter; null if it was not said
     * @param cardReference the terminal's number, where a card pays and only there
     * @param again whether a membership is meant although the day of a late slip is paid already
     */
    record Change(
            Operation operation,
            DeskId desk,
            @Nullable SessionReference seen,
            AccountNumber account,
            Notes notes,
            Roues digital,
            Euros membershipEuros,
            Notes membershipNotes,
            @Nullable Means means,
            @Nullable Euros handedOver,
            @Nullable String cardReference,
            boolean again)
            implements CounterCommand {

        /** No second membership for the day of a late slip. */
        public Change(
                Operation operation,
                DeskId desk,
                @Nullable SessionReference seen,
                AccountNumber account,
                Notes notes,
                Roues digital,
                Euros membershipEuros,
                Notes membershipNotes,
                @Nullable Means means,
                @Nullable Euros handedOver,
                @Nullable String cardReference) {
            this(
                    operation,
                    desk,
                    seen,
                    account,
                    notes,
                    digital,
                    membershipEuros,
                    membershipNotes,
                    means,
                    handedOver,
                    cardReference,
                    false);
        }

        /** Whatever session is open, and paid otherwise than by card. */
        public Change(
                Operation operation,
                DeskId desk,
                AccountNumber account,
                Notes notes,
                Roues digital,
                Euros membershipEuros,
                Notes membershipNotes,
                @Nullable Means means,
                @Nullable Euros handedOver) {
            this(
                    operation,
                    desk,
                    null,
                    account,
                    notes,
                    digital,
                    membershipEuros,
                    membershipNotes,
                    means,
                    handedOver,
                    null);
        }

        public Change {
            requireCardReference(means, cardReference);
            boolean membership = takesMembership(membershipEuros, membershipNotes);
            if (notes.isEmpty() && digital.isZero() && !membership) {
                throw new IllegalArgumentException("a change of nothing");
            }
            if (digital.isNegative() || membershipEuros.isNegative()) {
                throw new IllegalArgumentException("a change below zero");
            }
        }

        /** What is paid for a membership, in euros or in notes. */
        Euros membershipPaid() {
            return membershipEuros.plus(membershipNotes.value().atPar());
        }

        boolean takesMembership() {
            return takesMembership(membershipEuros, membershipNotes);
        }

        private static boolean takesMembership(Euros euros, Notes notes) {
            return !euros.isZero() || !notes.isEmpty();
        }
    }

    /** A merchant hands notes in, to be paid out. */
    record ReconvertNotes(
            Operation operation,
            DeskId desk,
            @Nullable SessionReference seen,
            AccountNumber account,
            Notes notes,
            String invoiceNumber)
            implements CounterCommand {

        public ReconvertNotes(
                Operation operation, DeskId desk, AccountNumber account, Notes notes, String invoiceNumber) {
            this(operation, desk, null, account, notes, invoiceNumber);
        }

        public ReconvertNotes {
            requireSome(notes);
        }

        @Override
        public List<UniqueValue> takes() {
            return List.of(Conversions.invoice(account, invoiceNumber));
        }

        @Override
        public List<String> begins() {
            return List.of(operation.id().toString());
        }
    }

    /** Notes become digital roues (rule 40). */
    record DepositNotes(
            Operation operation, DeskId desk, @Nullable SessionReference seen, AccountNumber account, Notes notes)
            implements CounterCommand {

        public DepositNotes(Operation operation, DeskId desk, AccountNumber account, Notes notes) {
            this(operation, desk, null, account, notes);
        }

        public DepositNotes {
            requireSome(notes);
        }
    }

    /**
     * Digital roues become notes (rule 40).
     *
     * @param card by which the holder says so; null where the desk says so for the holder
     */
    record WithdrawNotes(
            Operation operation,
            DeskId desk,
            @Nullable SessionReference seen,
            AccountNumber account,
            Notes notes,
            @Nullable ReadCard card)
            implements CounterCommand {

        public WithdrawNotes(Operation operation, DeskId desk, AccountNumber account, Notes notes) {
            this(operation, desk, null, account, notes, null);
        }

        public WithdrawNotes {
            requireSome(notes);
        }
    }

    /**
     * Notes are stamped for a year (rule 42).
     *
     * @param handedOver what was put on the counter; null if it was not said
     * @param cardReference the terminal's number, where a card pays and only there
     */
    record StampNotes(
            Operation operation,
            DeskId desk,
            @Nullable SessionReference seen,
            AccountNumber account,
            int year,
            Notes notes,
            @Nullable Means means,
            @Nullable Euros handedOver,
            @Nullable String cardReference)
            implements CounterCommand {

        public StampNotes(
                Operation operation,
                DeskId desk,
                AccountNumber account,
                int year,
                Notes notes,
                @Nullable Means means,
                @Nullable Euros handedOver) {
            this(operation, desk, null, account, year, notes, means, handedOver, null);
        }

        public StampNotes {
            requireSome(notes);
            requireCardReference(means, cardReference);
        }
    }

    /**
     * What was done at the counter is undone.
     *
     * @param seen the session in which this was decided; null if it was not said
     */
    record UndoOperation(
            Operation operation, DeskId desk, @Nullable SessionReference seen, OperationId of) implements DeskCommand {

        public UndoOperation(Operation operation, DeskId desk, OperationId of) {
            this(operation, desk, null, of);
        }
    }

    /**
     * Notes go to a carrier, from the vault to a desk.
     *
     * @param by the client who counted them out
     */
    record ShipOut(Operation operation, DeskId desk, Pile pile, Notes notes, String by) implements DeskCommand {

        public ShipOut {
            requireSome(notes);
        }
    }

    /**
     * Notes go to a carrier, from a desk to the vault.
     *
     * @param by the client who counted them out
     */
    record ShipBack(Operation operation, DeskId desk, Pile pile, Notes notes, String by) implements DeskCommand {

        public ShipBack {
            requireSome(notes);
        }
    }

    /**
     * The other side counted what came.
     *
     * @param by the client who counted
     * @param person all clients of the person who counted
     */
    record ReceiveShipment(Operation operation, OperationId shipment, Notes counted, String by, Set<String> person)
            implements DeskCommand {

        /** By a person who has no other client. */
        public ReceiveShipment(Operation operation, OperationId shipment, Notes counted, String by) {
            this(operation, shipment, counted, by, Set.of(by));
        }
    }

    record SettleShipment(Operation operation, OperationId shipment, Fate fate) implements DeskCommand {}

    /**
     * Euros go to the bank.
     *
     * @param seen the session that was open when the sums were shown, or the last one before; null if it was not said
     * @param slip the bank's number of the deposit; it serves once in an association
     * @param operations those that it covers, none twice
     */
    record Remit(
            Operation operation,
            DeskId desk,
            @Nullable SessionReference seen,
            String slip,
            List<OperationId> operations,
            Euros declaredCash,
            Euros declaredCheques)
            implements DeskCommand {

        public Remit(
                Operation operation,
                DeskId desk,
                String slip,
                List<OperationId> operations,
                Euros declaredCash,
                Euros declaredCheques) {
            this(operation, desk, null, slip, operations, declaredCash, declaredCheques);
        }

        public Remit {
            operations = List.copyOf(operations);
        }
    }

    record ConfirmBanked(Operation operation, OperationId remittance, String bankReference) implements DeskCommand {}

    /**
     * The bank has what cards paid.
     *
     * @param receipts the operations that cards paid, of one line of a statement
     */
    record ConfirmCardsBanked(Operation operation, List<OperationId> receipts, String bankReference)
            implements DeskCommand {

        public ConfirmCardsBanked {
            receipts = List.copyOf(receipts);
        }
    }

    record BounceCheque(Operation operation, OperationId of) implements DeskCommand {}

    record SettleDue(Operation operation, AssociationCode association) implements DeskCommand {}

    private static void requireCardReference(@Nullable Means means, @Nullable String cardReference) {
        if ((means == Means.CARD) != (cardReference != null)) {
            throw new IllegalArgumentException("a card pays with the number of its payment, and nothing else does");
        }
    }

    private static void requireSome(Notes notes) {
        if (notes.isEmpty()) {
            throw new IllegalArgumentException("no notes");
        }
    }
}
