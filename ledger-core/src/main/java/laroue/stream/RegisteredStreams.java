package laroue.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.account.Account;
import laroue.account.AccountAggregate;
import laroue.account.AccountCommand;
import laroue.account.AccountEvent;
import laroue.account.Accounts;
import laroue.association.Association;
import laroue.association.AssociationAggregate;
import laroue.association.AssociationCommand;
import laroue.association.AssociationEvent;
import laroue.association.Associations;
import laroue.confirmation.ConfirmationCommand;
import laroue.confirmation.WaitingAct;
import laroue.confirmation.WaitingActAggregate;
import laroue.confirmation.WaitingEvent;
import laroue.conversion.ConversionCommand;
import laroue.conversion.Conversions;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceAggregate;
import laroue.conversion.IssuanceEvent;
import laroue.conversion.Reconversion;
import laroue.conversion.ReconversionAggregate;
import laroue.conversion.ReconversionEvent;
import laroue.decision.Drafts;
import laroue.decision.LedgerEvent;
import laroue.desk.Counter;
import laroue.desk.Desk;
import laroue.desk.DeskAggregate;
import laroue.desk.DeskCommand;
import laroue.desk.DeskEvent;
import laroue.desk.Desks;
import laroue.desk.Remittance;
import laroue.desk.RemittanceAggregate;
import laroue.desk.RemittanceEvent;
import laroue.desk.Remittances;
import laroue.desk.Shipments;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantAggregate;
import laroue.merchant.MerchantCommand;
import laroue.merchant.MerchantEvent;
import laroue.merchant.Merchants;
import laroue.payment.PaymentCommand;
import laroue.payment.Payments;
import laroue.power.Power;
import laroue.power.PowerAggregate;
import laroue.power.PowerCommand;
import laroue.power.PowerEvent;
import laroue.power.Powers;
import laroue.takeover.TakeOver;
import laroue.takeover.TakeOvers;
import laroue.vault.Shipment;
import laroue.vault.ShipmentAggregate;
import laroue.vault.ShipmentEvent;
import laroue.vault.Vault;
import laroue.vault.VaultAggregate;
import laroue.vault.VaultCommand;
import laroue.vault.VaultEvent;
import laroue.vault.Vaults;
import org.jspecify.annotations.Nullable;

/**
 * Every type of stream that there is. What is not registered here is not stored, not read and not decided: a new event
 * needs its line in {@code events}, a new type of stream a constant and its place in {@link #ALL}. {@code
 * RegisteredStreamsTest} names the line that is missing.
 */
public final class RegisteredStreams {

    private static final RegisteredStream<Account, AccountEvent, AccountAggregate> ACCOUNT = new RegisteredStream<>(
            Account.TYPE,
            Account.class,
            AccountAggregate.class,
            AccountAggregate::new,
            Map.ofEntries(
                    Map.entry("account.opened.1", AccountEvent.Opened.class),
                    Map.entry("account.membership-taken.1", AccountEvent.MembershipTaken.class),
                    Map.entry("account.frozen.1", AccountEvent.Frozen.class),
                    Map.entry("account.unfrozen.1", AccountEvent.Unfrozen.class),
                    Map.entry("account.closed.1", AccountEvent.Closed.class),
                    Map.entry("account.holder-erased.1", AccountEvent.HolderErased.class),
                    Map.entry("account.approval-granted.1", AccountEvent.ApprovalGranted.class),
                    Map.entry("account.approval-withdrawn.1", AccountEvent.ApprovalWithdrawn.class),
                    Map.entry("account.debited.1", AccountEvent.Debited.class),
                    Map.entry("account.credited.1", AccountEvent.Credited.class),
                    Map.entry("account.issued.1", AccountEvent.Issued.class),
                    Map.entry("account.issuance-reversed.1", AccountEvent.IssuanceReversed.class),
                    Map.entry("account.reconverted.1", AccountEvent.Reconverted.class),
                    Map.entry("account.reconversion-settled.1", AccountEvent.ReconversionSettled.class),
                    Map.entry("account.reconversion-returned.1", AccountEvent.ReconversionReturned.class),
                    Map.entry("account.card-issued.1", AccountEvent.CardIssued.class),
                    Map.entry("account.card-blocked.1", AccountEvent.CardBlocked.class),
                    Map.entry("account.card-unlocked.1", AccountEvent.CardUnlocked.class),
                    Map.entry("account.pin-refused.1", AccountEvent.PinRefused.class),
                    Map.entry("account.notes-reconverted.1", AccountEvent.NotesReconverted.class),
                    Map.entry("account.notes-handed-back.1", AccountEvent.NotesHandedBack.class),
                    Map.entry("account.deposited.1", AccountEvent.Deposited.class),
                    Map.entry("account.withdrawn.1", AccountEvent.Withdrawn.class),
                    Map.entry("account.membership-withdrawn.1", AccountEvent.MembershipWithdrawn.class)),
            List.of(AccountCommand.class, PaymentCommand.class),
            List.of(Accounts::new, Payments::new));

    private static final RegisteredStream<Association, AssociationEvent, AssociationAggregate> ASSOCIATION =
            new RegisteredStream<>(
                    Association.TYPE,
                    Association.class,
                    AssociationAggregate.class,
                    AssociationAggregate::new,
                    Map.ofEntries(
                            Map.entry("association.founded.1", AssociationEvent.Founded.class),
                            Map.entry("association.rules-set.1", AssociationEvent.RulesSet.class),
                            Map.entry("association.state-decided.1", AssociationEvent.StateDecided.class),
                            Map.entry("association.guarantee-received.1", AssociationEvent.GuaranteeReceived.class),
                            Map.entry("association.guarantee-returned.1", AssociationEvent.GuaranteeReturned.class),
                            Map.entry(
                                    "association.reconversion-paid-out.1", AssociationEvent.ReconversionPaidOut.class),
                            Map.entry("association.payout-sent-back.1", AssociationEvent.PayoutSentBack.class),
                            Map.entry("association.membership-paid.1", AssociationEvent.MembershipPaid.class),
                            Map.entry("association.funds-moved.1", AssociationEvent.FundsMoved.class),
                            Map.entry("association.due-booked.1", AssociationEvent.DueBooked.class)),
                    List.of(AssociationCommand.class, TakeOver.class),
                    List.of(Associations::new, TakeOvers::new));

    private static final RegisteredStream<Merchant, MerchantEvent, MerchantAggregate> MERCHANT = new RegisteredStream<>(
            Merchant.TYPE,
            Merchant.class,
            MerchantAggregate.class,
            MerchantAggregate::new,
            Map.ofEntries(
                    Map.entry("merchant.applied.1", MerchantEvent.Applied.class),
                    Map.entry("merchant.approved.1", MerchantEvent.Approved.class),
                    Map.entry("merchant.suspended.1", MerchantEvent.Suspended.class),
                    Map.entry("merchant.left.1", MerchantEvent.Left.class),
                    Map.entry("merchant.changed.1", MerchantEvent.Changed.class)),
            List.of(MerchantCommand.class),
            List.of(Merchants::new));

    /** Its commands are conversions: {@link #RECONVERSION}. */
    private static final RegisteredStream<Issuance, IssuanceEvent, IssuanceAggregate> ISSUANCE = new RegisteredStream<>(
            Issuance.TYPE,
            Issuance.class,
            IssuanceAggregate.class,
            IssuanceAggregate::new,
            Map.ofEntries(
                    Map.entry("issuance.made.1", IssuanceEvent.IssuanceMade.class),
                    Map.entry("issuance.taken-back.1", IssuanceEvent.IssuanceTakenBack.class)),
            List.of(),
            List.of());

    private static final RegisteredStream<Reconversion, ReconversionEvent, ReconversionAggregate> RECONVERSION =
            new RegisteredStream<>(
                    Reconversion.TYPE,
                    Reconversion.class,
                    ReconversionAggregate.class,
                    ReconversionAggregate::new,
                    Map.ofEntries(
                            Map.entry("reconversion.accepted.1", ReconversionEvent.Accepted.class),
                            Map.entry("reconversion.paid.1", ReconversionEvent.Paid.class),
                            Map.entry("reconversion.failed.1", ReconversionEvent.Failed.class),
                            Map.entry("reconversion.notes-accepted.1", ReconversionEvent.NotesAccepted.class),
                            Map.entry("reconversion.notes-failed.1", ReconversionEvent.NotesFailed.class),
                            Map.entry("reconversion.notes-undone.1", ReconversionEvent.NotesUndone.class)),
                    List.of(ConversionCommand.class),
                    List.of(Conversions::new));

    private static final RegisteredStream<Vault, VaultEvent, VaultAggregate> VAULT = new RegisteredStream<>(
            Vault.TYPE,
            Vault.class,
            VaultAggregate.class,
            VaultAggregate::new,
            Map.ofEntries(
                    Map.entry("vault.printed.1", VaultEvent.Printed.class),
                    Map.entry("vault.destroyed.1", VaultEvent.Destroyed.class),
                    Map.entry("vault.handed-out.1", VaultEvent.HandedOut.class),
                    Map.entry("vault.taken-in.1", VaultEvent.TakenIn.class),
                    Map.entry("vault.series-ends.1", VaultEvent.SeriesEnds.class),
                    Map.entry("vault.stamps-decided.1", VaultEvent.StampsDecided.class),
                    Map.entry("vault.expired.1", VaultEvent.Expired.class)),
            List.of(VaultCommand.class),
            List.of(Vaults::new));

    /** Its commands are given at a desk: {@link #DESK}. */
    private static final RegisteredStream<Shipment, ShipmentEvent, ShipmentAggregate> SHIPMENT = new RegisteredStream<>(
            Shipment.TYPE,
            Shipment.class,
            ShipmentAggregate.class,
            ShipmentAggregate::new,
            Map.ofEntries(
                    Map.entry("shipment.sent.1", ShipmentEvent.Sent.class),
                    Map.entry("shipment.received.1", ShipmentEvent.Received.class),
                    Map.entry("shipment.settled.1", ShipmentEvent.Settled.class)),
            List.of(),
            List.of());

    private static final RegisteredStream<Desk, DeskEvent, DeskAggregate> DESK = new RegisteredStream<>(
            Desk.TYPE,
            Desk.class,
            DeskAggregate.class,
            DeskAggregate::new,
            Map.ofEntries(
                    Map.entry("desk.opened.1", DeskEvent.Opened.class),
                    Map.entry("desk.closed.1", DeskEvent.Closed.class),
                    Map.entry("desk.session-opened.1", DeskEvent.SessionOpened.class),
                    Map.entry("desk.session-closed.1", DeskEvent.SessionClosed.class),
                    Map.entry("desk.difference-explained.1", DeskEvent.DifferenceExplained.class),
                    Map.entry("desk.difference-confirmed.1", DeskEvent.DifferenceConfirmed.class),
                    Map.entry("desk.served.1", DeskEvent.Served.class),
                    Map.entry("desk.undone.1", DeskEvent.Undone.class),
                    Map.entry("desk.card-banked.1", DeskEvent.CardBanked.class),
                    Map.entry("desk.reconversion-refused.1", DeskEvent.ReconversionRefused.class),
                    Map.entry("desk.shipment-sent.1", DeskEvent.ShipmentSent.class),
                    Map.entry("desk.shipment-taken.1", DeskEvent.ShipmentTaken.class),
                    Map.entry("desk.remitted.1", DeskEvent.Remitted.class)),
            List.of(DeskCommand.class),
            List.of(Desks::new, Counter::new, Shipments::new, Remittances::new));

    /** Its commands are given at a desk: {@link #DESK}. */
    private static final RegisteredStream<Remittance, RemittanceEvent, RemittanceAggregate> REMITTANCE =
            new RegisteredStream<>(
                    Remittance.TYPE,
                    Remittance.class,
                    RemittanceAggregate.class,
                    RemittanceAggregate::new,
                    Map.ofEntries(
                            Map.entry("remittance.made.1", RemittanceEvent.Made.class),
                            Map.entry("remittance.banked.1", RemittanceEvent.Banked.class),
                            Map.entry("remittance.cheque-bounced.1", RemittanceEvent.ChequeBounced.class)),
                    List.of(),
                    List.of());

    /** Its commands are handled by Confirmations, which decides with the handlers of all the others. */
    private static final RegisteredStream<WaitingAct, WaitingEvent, WaitingActAggregate> WAITING_ACT =
            new RegisteredStream<>(
                    WaitingAct.TYPE,
                    WaitingAct.class,
                    WaitingActAggregate.class,
                    WaitingActAggregate::new,
                    Map.ofEntries(
                            Map.entry("waiting.asked.1", WaitingEvent.SecondPersonAsked.class),
                            Map.entry("waiting.confirmed.1", WaitingEvent.SecondPersonConfirmed.class),
                            Map.entry("waiting.refused.1", WaitingEvent.SecondPersonRefused.class)),
                    List.of(ConfirmationCommand.class),
                    List.of());

    private static final RegisteredStream<Power, PowerEvent, PowerAggregate> POWER = new RegisteredStream<>(
            Power.TYPE,
            Power.class,
            PowerAggregate.class,
            PowerAggregate::new,
            Map.ofEntries(
                    Map.entry("power.granted.1", PowerEvent.PowerGranted.class),
                    Map.entry("power.secret-changed.1", PowerEvent.SecretChanged.class),
                    Map.entry("power.begun.1", PowerEvent.PowerBegun.class),
                    Map.entry("power.ended.1", PowerEvent.PowerEnded.class),
                    Map.entry("power.factor-set.1", PowerEvent.FactorSet.class),
                    Map.entry("power.factor-forgotten.1", PowerEvent.FactorForgotten.class)),
            List.of(PowerCommand.class),
            List.of(Powers::new));

    public static final List<RegisteredStream<?, ?, ?>> ALL = List.of(
            ACCOUNT,
            ASSOCIATION,
            MERCHANT,
            ISSUANCE,
            RECONVERSION,
            VAULT,
            SHIPMENT,
            DESK,
            REMITTANCE,
            WAITING_ACT,
            POWER);

    private static final Map<String, Class<? extends LedgerEvent>> EVENTS = events();
    private static final Map<Class<?>, RegisteredStream<?, ?, ?>> BY_EVENT = byEvent();
    private static final Map<String, RegisteredStream<?, ?, ?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(it -> it.type().name(), it -> it));

    private RegisteredStreams() {}

    /** The class of each event by its stored name. */
    public static Map<String, Class<? extends LedgerEvent>> eventsByName() {
        return EVENTS;
    }

    /**
     * The type of stream that an event belongs to.
     *
     * @throws IllegalStateException if it is not registered
     */
    public static RegisteredStream<?, ?, ?> of(LedgerEvent event) {
        return registered(BY_EVENT.get(event.getClass()), event);
    }

    /**
     * The type of stream of a name.
     *
     * @throws IllegalStateException if it is not registered
     */
    public static RegisteredStream<?, ?, ?> named(String type) {
        return registered(BY_NAME.get(type), type);
    }

    /** New handlers of all commands, each of which decides on drafts of one kind. */
    public static List<Object> handlers(Drafts drafts) {
        return ALL.stream()
                .flatMap(it -> it.handlers().stream())
                .map(it -> it.apply(drafts))
                .toList();
    }

    /** The classes of all commands. */
    public static Stream<Class<?>> commands() {
        return ALL.stream().flatMap(it -> it.commands().stream()).flatMap(RegisteredStreams::records);
    }

    /** A record itself, or the records of a sealed type. */
    static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(RegisteredStreams::records);
    }

    private static RegisteredStream<?, ?, ?> registered(@Nullable RegisteredStream<?, ?, ?> found, Object wanted) {
        if (found == null) {
            throw new IllegalStateException("no registered stream for " + wanted);
        }
        return found;
    }

    private static Map<String, Class<? extends LedgerEvent>> events() {
        var events = new HashMap<String, Class<? extends LedgerEvent>>();
        for (var stream : ALL) {
            stream.events().forEach((name, type) -> {
                if (events.put(name, type) != null) {
                    throw new IllegalStateException("two events are stored as " + name);
                }
            });
        }
        return Map.copyOf(events);
    }

    private static Map<Class<?>, RegisteredStream<?, ?, ?>> byEvent() {
        var streams = new HashMap<Class<?>, RegisteredStream<?, ?, ?>>();
        ALL.forEach(stream -> stream.events().values().forEach(it -> streams.put(it, stream)));
        return Map.copyOf(streams);
    }
}
