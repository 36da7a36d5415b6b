package laroue.confirmation;

import java.util.Optional;
import java.util.stream.Stream;
import laroue.account.AccountCommand.IssueCard;
import laroue.association.Association;
import laroue.association.AssociationCommand.DecideState;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.conversion.ConversionCommand.ConfirmAllPaid;
import laroue.conversion.ConversionCommand.ConfirmPaid;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.Reconversion;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.desk.Counter;
import laroue.desk.Desk;
import laroue.desk.DeskCommand;
import laroue.desk.DeskCommand.BounceCheque;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.DeskCommand.ConfirmCardsBanked;
import laroue.desk.DeskCommand.CounterCommand;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.SettleDue;
import laroue.desk.DeskCommand.SettleShipment;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.DeskEvent.Served;
import laroue.desk.Remittance;
import laroue.power.PowerCommand;
import laroue.power.PowerCommand.ChangeSecret;
import laroue.power.PowerCommand.GrantPower;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.OperationId;
import laroue.vault.Shipment;
import laroue.vault.VaultCommand;
import laroue.vault.VaultCommand.Destroy;
import laroue.vault.VaultCommand.Expire;
import laroue.vault.VaultCommand.Print;
import org.jspecify.annotations.Nullable;

/** Which commands wait for a second person, by the rules of the association on the day on which they are asked for. */
public final class Guards {

    private Guards() {}

    /**
     * Why a command waits.
     *
     * @param object what it is about, by its number or id
     */
    public record Guard(SecondPersonAct act, AssociationCode association, String object) {}

    /** Whether a command may have to wait: it does, or would if it were too late. */
    public static boolean mayHold(LedgerState ledger, Object command) {
        return of(ledger, command).isPresent() || ofLateEntry(ledger, command).isPresent();
    }

    /** Why a command waits; empty if it does not, but for a late entry. */
    public static Optional<Guard> of(LedgerState ledger, Object command) {
        return switch (command) {
            case IssueCard it ->
                guard(ledger, SecondPersonAct.CARD, it.account().association(), it.operation(), it.account());
            case PayMembershipInRoues it ->
                guard(ledger, SecondPersonAct.WITHDRAWAL, it.account().association(), it.operation(), it.account());
            case WithdrawNotes it when it.card() == null -> withdrawal(ledger, it);
            case Issue it ->
                rule(ledger, it.account().association(), it.operation())
                        .filter(rule -> rule.holdsIssuance(it.amount()))
                        .map(_ -> issuance(it.account()));
            case Change it
            when !it.digital().isZero() ->
                rule(ledger, it.account().association(), it.operation())
                        .filter(rule -> rule.holdsIssuance(it.digital().atPar()))
                        .map(_ -> issuance(it.account()));
            case ConfirmPaid it -> payout(ledger, it.operation(), it.reconversion());
            case ConfirmAllPaid it ->
                it.reconversions().stream()
                        .flatMap(one -> payout(ledger, it.operation(), one).stream())
                        .findFirst();
            case Print it -> guard(ledger, SecondPersonAct.PRINTING, it);
            case Destroy it -> guard(ledger, SecondPersonAct.DESTRUCTION, it);
            case Expire it -> guard(ledger, SecondPersonAct.EXPIRY, it);
            case DecideState it ->
                guard(ledger, SecondPersonAct.STATE, it.association(), it.operation(), it.association());
            case SetRules it -> rules(ledger, it);
            case GrantPower it
            when it.login() == null -> power(ledger, it, it.association(), it.account(), it.client());
            case ChangeSecret it when !it.own() -> power(ledger, it, it.association(), it.account(), it.client());
            default -> Optional.empty();
        };
    }

    /** Why a late entry that today's rules forbid waits; empty if it is none, or nobody can confirm it. */
    static Optional<Guard> ofLateEntry(LedgerState ledger, Object command) {
        return switch (command) {
            case VaultCommand it when it.operation().isLate() -> guard(ledger, SecondPersonAct.LATE_ENTRY, it);
            case DeskCommand it
            when it.operation().isLate() ->
                associationOf(ledger, it)
                        .flatMap(code ->
                                guard(ledger, SecondPersonAct.LATE_ENTRY, code, it.operation(), object(it, code)));
            default -> Optional.empty();
        };
    }

    /** It is done at a desk, and takes from an account: both associations may want it confirmed. */
    private static Optional<Guard> withdrawal(LedgerState ledger, WithdrawNotes command) {
        return desk(ledger, command.desk())
                .filter(desk -> Stream.of(desk, command.account().association())
                        .anyMatch(it -> rule(ledger, it, command.operation())
                                .filter(rule -> rule.holds(SecondPersonAct.WITHDRAWAL))
                                .isPresent()))
                .map(desk -> new Guard(
                        SecondPersonAct.WITHDRAWAL, desk, command.account().number()));
    }

    private static Optional<Guard> payout(LedgerState ledger, Operation operation, OperationId reconversion) {
        return ledger.find(Reconversion.TYPE, reconversion.toString())
                .flatMap(it ->
                        guard(ledger, SecondPersonAct.PAYOUT, it.account().association(), operation, reconversion));
    }

    /** Who weakens the rule of the second person needs one, whatever else it says. */
    private static Optional<Guard> rules(LedgerState ledger, SetRules command) {
        var code = command.association();
        var asked = command.rules();
        return ledger.find(Association.TYPE, code.code())
                .filter(it -> it.rulesOn(command.operation().enteredOn())
                                .ofSecondPerson()
                                .holds(SecondPersonAct.RULES)
                        || asked.letMorePassAlone(it.rulesOn(asked.from())))
                .map(_ -> new Guard(SecondPersonAct.RULES, code, code.code()));
    }

    /** What is above all associations is no association's to confirm. */
    private static Optional<Guard> power(
            LedgerState ledger,
            PowerCommand command,
            @Nullable AssociationCode code,
            @Nullable AccountNumber account,
            String client) {
        return code == null
                ? Optional.empty()
                : guard(ledger, SecondPersonAct.ACCESS, code, command.operation(), account == null ? client : account);
    }

    private static Optional<Guard> guard(LedgerState ledger, SecondPersonAct act, VaultCommand command) {
        return guard(ledger, act, command.association(), command.operation(), command.association());
    }

    private static Optional<Guard> guard(
            LedgerState ledger, SecondPersonAct act, AssociationCode code, Operation operation, Object object) {
        return rule(ledger, code, operation)
                .filter(it -> it.holds(act))
                .map(_ -> new Guard(act, code, object.toString()));
    }

    private static Guard issuance(AccountNumber account) {
        return new Guard(SecondPersonAct.ISSUANCE, account.association(), account.number());
    }

    /** The rule of the day on which something is asked for: no day of effect is a way around it. */
    private static Optional<SecondPersonRule> rule(LedgerState ledger, AssociationCode code, Operation operation) {
        return ledger.find(Association.TYPE, code.code())
                .map(it -> it.rulesOn(operation.enteredOn()).ofSecondPerson());
    }

    private static Object object(DeskCommand command, AssociationCode otherwise) {
        return command instanceof CounterCommand it ? it.account() : otherwise;
    }

    private static Optional<AssociationCode> associationOf(LedgerState ledger, DeskCommand command) {
        return switch (command) {
            case ConfirmBanked it ->
                ledger.find(Remittance.TYPE, it.remittance().toString()).map(Remittance::association);
            case ReceiveShipment it ->
                ledger.find(Shipment.TYPE, it.shipment().toString()).map(Shipment::association);
            case SettleShipment it ->
                ledger.find(Shipment.TYPE, it.shipment().toString()).map(Shipment::association);
            case ConfirmCardsBanked it ->
                Counter.served(ledger, it.receipts().getFirst()).map(Served::association);
            case BounceCheque it -> Counter.served(ledger, it.of()).map(Served::association);
            case SettleDue it -> Optional.of(it.association());
            case DeskCommand.OpenDesk it -> Optional.of(it.association());
            case DeskCommand.CloseDesk it -> desk(ledger, it.desk());
            case DeskCommand.OpenSession it -> desk(ledger, it.desk());
            case DeskCommand.CloseSession it -> desk(ledger, it.desk());
            case DeskCommand.ExplainDifference it -> desk(ledger, it.desk());
            case DeskCommand.ConfirmDifference it -> desk(ledger, it.desk());
            case CounterCommand it -> desk(ledger, it.desk());
            case DeskCommand.UndoOperation it -> desk(ledger, it.desk());
            case DeskCommand.ShipOut it -> desk(ledger, it.desk());
            case DeskCommand.ShipBack it -> desk(ledger, it.desk());
            case DeskCommand.Remit it -> desk(ledger, it.desk());
        };
    }

    private static Optional<AssociationCode> desk(LedgerState ledger, DeskId desk) {
        return ledger.find(Desk.TYPE, Desk.stream(desk)).map(Desk::association);
    }
}
