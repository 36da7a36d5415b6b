package laroue.association;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import laroue.association.AssociationEvent.Founded;
import laroue.association.AssociationEvent.GuaranteeReceived;
import laroue.association.AssociationEvent.GuaranteeReturned;
import laroue.association.AssociationEvent.MembershipPaid;
import laroue.association.AssociationEvent.PayoutSentBack;
import laroue.association.AssociationEvent.ReconversionPaidOut;
import laroue.association.AssociationEvent.RulesSet;
import laroue.association.AssociationEvent.StateDecided;
import laroue.decision.Decision;
import laroue.decision.Kind;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.IssuanceStopped;
import org.jspecify.annotations.Nullable;

/**
 * One issuer as its events tell it: dated rules, dated state, and its euros in three accounts. Pure, like an account.
 *
 * @param account its own digital account
 * @param rules by the first day on which they hold
 * @param states by the first day on which they hold
 * @param guaranteeDigital the dedicated account that stands for digital roues; never below zero
 * @param operating its own euros; below zero when the bank sends back a payout whose fee is already spent
 */
public record Association(
        AssociationCode code,
        AccountNumber account,
        NavigableMap<LocalDate, Rules> rules,
        NavigableMap<LocalDate, State> states,
        Euros guaranteeDigital,
        Euros operating) {

    public static final Kind<Association, AssociationEvent> KIND =
            new Kind<>("association", AssociationEvent.class, Association::evolve);

    public Association {
        if (guaranteeDigital.isNegative()) {
            throw new IllegalStateException("the guarantee fund of " + code + " is below zero");
        }
    }

    /** The rules in force on a business day. */
    public Rules rulesOn(LocalDate day) {
        var latest = rules.floorEntry(day);
        return latest == null ? Rules.FIRST : latest.getValue();
    }

    /** The state in force on a business day. */
    public State stateOn(LocalDate day) {
        var latest = states.floorEntry(day);
        return latest == null ? State.ACTIVE : latest.getValue();
    }

    public Decision<RulesSet> setRules(Rules asked) {
        return record(new RulesSet(code, asked));
    }

    /** Any state may follow any other, but for the last: an association that is closed stays closed. */
    public Decision<StateDecided> decideState(State asked, LocalDate from) {
        return states.containsValue(State.CLOSED)
                ? refuse(new AlreadyDone("closed"))
                : record(new StateDecided(code, asked, from));
    }

    /** Euros for roues come in. Refused where the state forbids to issue (rule 45). */
    public Decision<GuaranteeReceived> receiveGuarantee(OperationId issuance, Euros amount, LocalDate day) {
        return stateOn(day).issues()
                ? record(new GuaranteeReceived(code, issuance, amount, guaranteeDigital.plus(amount)))
                : refuse(new IssuanceStopped(code));
    }

    /** The euros of a reversed issuance go back; the fund must hold them (rule 37). */
    public Decision<GuaranteeReturned> returnGuarantee(OperationId issuance, Euros amount) {
        return guaranteeDigital.isLessThan(amount)
                ? refuse(new GuaranteeShort(guaranteeDigital, amount))
                : record(new GuaranteeReturned(code, issuance, amount, guaranteeDigital.minus(amount)));
    }

    /** A reconversion is paid: the fund falls by the gross, refused whole when it is short (rules 36 and 37). */
    public Decision<ReconversionPaidOut> payOut(OperationId reconversion, Euros gross, Euros fee) {
        return guaranteeDigital.isLessThan(gross)
                ? refuse(new GuaranteeShort(guaranteeDigital, gross))
                : record(new ReconversionPaidOut(
                        code, reconversion, gross, fee, guaranteeDigital.minus(gross), operating.plus(fee)));
    }

    /** The bank sent a payout back: the fund and operating are as if it had not been made (rule 36). */
    public Decision<PayoutSentBack> takePayoutBack(OperationId reconversion, Euros gross, Euros fee) {
        return record(
                new PayoutSentBack(code, reconversion, gross, fee, guaranteeDigital.plus(gross), operating.minus(fee)));
    }

    public Decision<MembershipPaid> receiveMembership(AccountNumber member, Euros amount) {
        return record(new MembershipPaid(code, member, amount, operating.plus(amount)));
    }

    /** The state after one more event; {@code before} is null for the first. */
    static Association evolve(@Nullable Association before, AssociationEvent event) {
        if (before == null) {
            return event instanceof Founded founded ? from(founded) : unexpected(event);
        }
        return before.after(event);
    }

    private static Association from(Founded e) {
        return new Association(e.association(), e.account(), new TreeMap<>(), new TreeMap<>(), Euros.ZERO, Euros.ZERO);
    }

    private Association after(AssociationEvent event) {
        return switch (event) {
            case Founded e -> unexpected(e);
            case RulesSet e -> withRules(with(rules, e.rules().from(), e.rules()));
            case StateDecided e -> withStates(with(statesBefore(e), e.from(), e.state()));
            case GuaranteeReceived e ->
                withEuros(guaranteeDigital.plus(e.amount()), e.guaranteeDigital(), operating, operating);
            case GuaranteeReturned e ->
                withEuros(guaranteeDigital.minus(e.amount()), e.guaranteeDigital(), operating, operating);
            case ReconversionPaidOut e ->
                withEuros(
                        guaranteeDigital.minus(e.gross()),
                        e.guaranteeDigital(),
                        operating.plus(e.fee()),
                        e.operating());
            case PayoutSentBack e ->
                withEuros(
                        guaranteeDigital.plus(e.gross()),
                        e.guaranteeDigital(),
                        operating.minus(e.fee()),
                        e.operating());
            case MembershipPaid e ->
                withEuros(guaranteeDigital, guaranteeDigital, operating.plus(e.amount()), e.operating());
        };
    }

    /** The event carries what the accounts hold, and the state gives it again: the two must agree. */
    private Association withEuros(Euros fund, Euros fundRecorded, Euros own, Euros ownRecorded) {
        if (!fund.equals(fundRecorded) || !own.equals(ownRecorded)) {
            throw new IllegalStateException("%s should hold %s and %s but its event says %s and %s"
                    .formatted(code, fund, own, fundRecorded, ownRecorded));
        }
        return new Association(code, account, rules, states, fund, own);
    }

    private Association withRules(NavigableMap<LocalDate, Rules> moved) {
        return new Association(code, account, moved, states, guaranteeDigital, operating);
    }

    private Association withStates(NavigableMap<LocalDate, State> moved) {
        return new Association(code, account, rules, moved, guaranteeDigital, operating);
    }

    /** Closing is the end: what was decided before for later days no longer holds. */
    private Map<LocalDate, State> statesBefore(StateDecided event) {
        return event.state() == State.CLOSED ? states.headMap(event.from(), false) : states;
    }

    private static <V> NavigableMap<LocalDate, V> with(Map<LocalDate, V> before, LocalDate from, V value) {
        var after = new TreeMap<>(before);
        after.put(from, value);
        return after;
    }

    private static Association unexpected(AssociationEvent event) {
        throw new IllegalStateException("this cannot happen to " + event.association() + " now: " + event);
    }
}
