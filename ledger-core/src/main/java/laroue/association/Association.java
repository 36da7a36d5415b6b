package laroue.association;

import static laroue.decision.Decision.record;
import static laroue.decision.Decision.refuse;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import laroue.association.AssociationEvent.Cause;
import laroue.association.AssociationEvent.DueBooked;
import laroue.association.AssociationEvent.Founded;
import laroue.association.AssociationEvent.FundsMoved;
import laroue.association.AssociationEvent.GuaranteeReceived;
import laroue.association.AssociationEvent.GuaranteeReturned;
import laroue.association.AssociationEvent.MembershipPaid;
import laroue.association.AssociationEvent.PayoutSentBack;
import laroue.association.AssociationEvent.ReconversionPaidOut;
import laroue.association.AssociationEvent.RulesSet;
import laroue.association.AssociationEvent.StateDecided;
import laroue.decision.Decision;
import laroue.decision.StreamType;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.TooMany;
import org.jspecify.annotations.Nullable;

/**
 * One issuer as its events tell it: dated rules, dated state, and its euros in three accounts. Pure, like an account.
 *
 * @param account its own digital account
 * @param rules by the first day on which they hold
 * @param states by the first day on which they hold
 * @param due what its fund of notes owes its digital fund; negative the other way round (rule 40)
 */
public record Association(
        AssociationCode code,
        AccountNumber account,
        NavigableMap<LocalDate, Rules> rules,
        NavigableMap<LocalDate, State> states,
        Funds funds,
        Euros due) {

    public static final StreamType<Association, AssociationEvent> TYPE =
            new StreamType<>("association", AssociationEvent.class, Association::evolve);

    /** Days on which other rules, or another state, may begin: all of them are kept at hand. */
    private static final int MOST_DATED = 1_000;

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
        return rules.size() < MOST_DATED || rules.containsKey(asked.from())
                ? record(new RulesSet(code, asked))
                : refuse(new TooMany("rules", MOST_DATED));
    }

    /** Any state may follow any other, but for the last: an association that is closed stays closed. */
    public Decision<StateDecided> decideState(State asked, LocalDate from) {
        if (states.containsValue(State.CLOSED)) {
            return refuse(new AlreadyDone("closed"));
        }
        return states.size() >= MOST_DATED && !states.containsKey(from)
                ? refuse(new TooMany("states", MOST_DATED))
                : record(new StateDecided(code, asked, from));
    }

    /** Euros for roues come in. Refused where the state forbids to issue (rule 45). */
    public Decision<GuaranteeReceived> receiveGuarantee(OperationId issuance, Euros amount, LocalDate day) {
        return stateOn(day).issues()
                ? record(new GuaranteeReceived(
                        code, issuance, amount, funds.digital().plus(amount)))
                : refuse(new IssuanceStopped(code));
    }

    /** The euros of a reversed issuance go back; the fund must hold them (rule 37). */
    public Decision<GuaranteeReturned> returnGuarantee(OperationId issuance, Euros amount) {
        return funds.digital().isLessThan(amount)
                ? refuse(new GuaranteeShort(funds.digital(), amount))
                : record(new GuaranteeReturned(
                        code, issuance, amount, funds.digital().minus(amount)));
    }

    /** A reconversion is paid: the fund falls by the gross, refused whole when it is short (rules 36 and 37). */
    public Decision<ReconversionPaidOut> payOut(OperationId reconversion, Euros gross, Euros fee) {
        return funds.digital().isLessThan(gross)
                ? refuse(new GuaranteeShort(funds.digital(), gross))
                : record(new ReconversionPaidOut(
                        code,
                        reconversion,
                        gross,
                        fee,
                        funds.digital().minus(gross),
                        funds.operating().plus(fee)));
    }

    /** The bank sent a payout back: the fund and operating are as if it had not been made (rule 36). */
    public Decision<PayoutSentBack> takePayoutBack(OperationId reconversion, Euros gross, Euros fee) {
        return record(new PayoutSentBack(
                code,
                reconversion,
                gross,
                fee,
                funds.digital().plus(gross),
                funds.operating().minus(fee)));
    }

    public Decision<MembershipPaid> receiveMembership(AccountNumber member, Euros amount) {
        return record(new MembershipPaid(code, member, amount, funds.operating().plus(amount)));
    }

    /**
     * Euros move on or off the accounts, for an operation of a desk or of the bank. Refused whole when a dedicated
     * account is short (rule 37).
     */
    public Decision<FundsMoved> moveFunds(Cause cause, OperationId of, Euros paper, Euros digital, Euros own) {
        if (funds.allows(paper, digital)) {
            return record(new FundsMoved(code, cause, of, paper, digital, own, funds.plus(paper, digital, own)));
        }
        boolean paperShort = funds.paper().plus(paper).isNegative();
        return refuse(new GuaranteeShort(
                paperShort ? funds.paper() : funds.digital(), negated(paperShort ? paper : digital)));
    }

    /** Notes became digital roues, or, negative, the reverse (rule 40). */
    public Decision<DueBooked> bookDue(OperationId of, Euros amount) {
        return record(new DueBooked(code, of, amount, due.plus(amount)));
    }

    /** The net of what the two dedicated accounts owe each other is transferred (rule 40). */
    public Decision<FundsMoved> settleDue(OperationId operation) {
        return due.isZero()
                ? refuse(new AlreadyDone("settled"))
                : moveFunds(Cause.DUE_SETTLED, operation, negated(due), due, Euros.ZERO);
    }

    /** The state after one more event; {@code before} is null for the first. */
    static Association evolve(@Nullable Association before, AssociationEvent event) {
        if (before == null) {
            return event instanceof Founded founded ? from(founded) : unexpected(event);
        }
        return before.after(event);
    }

    private static Association from(Founded e) {
        return new Association(e.association(), e.account(), new TreeMap<>(), new TreeMap<>(), Funds.NONE, Euros.ZERO);
    }

    private Association after(AssociationEvent event) {
        return switch (event) {
            case Founded e -> unexpected(e);
            case RulesSet e -> withRules(with(rules, e.rules().from(), e.rules()));
            case StateDecided e -> withStates(with(statesBefore(e), e.from(), e.state()));
            case GuaranteeReceived e -> moved(Euros.ZERO, e.amount(), Euros.ZERO, e.guaranteeDigital(), null);
            case GuaranteeReturned e -> moved(Euros.ZERO, negated(e.amount()), Euros.ZERO, e.guaranteeDigital(), null);
            case ReconversionPaidOut e ->
                moved(Euros.ZERO, negated(e.gross()), e.fee(), e.guaranteeDigital(), e.operating());
            case PayoutSentBack e ->
                moved(Euros.ZERO, e.gross(), negated(e.fee()), e.guaranteeDigital(), e.operating());
            case MembershipPaid e -> moved(Euros.ZERO, Euros.ZERO, e.amount(), funds.digital(), e.operating());
            case FundsMoved e ->
                withFunds(funds.plus(e.paper(), e.digital(), e.own()), e.funds())
                        .afterSettling(e);
            case DueBooked e -> withDue(due.plus(e.amount()), e.due());
        };
    }

    private Association moved(
            Euros paper, Euros digital, Euros own, Euros digitalRecorded, @Nullable Euros ownRecorded) {
        var computed = funds.plus(paper, digital, own);
        return withFunds(
                computed,
                new Funds(computed.paper(), digitalRecorded, ownRecorded == null ? computed.operating() : ownRecorded));
    }

    /** The event carries what the accounts hold, and the state gives it again: the two must agree. */
    private Association withFunds(Funds computed, Funds recorded) {
        if (!computed.equals(recorded)) {
            throw new IllegalStateException(
                    "%s should hold %s but its event says %s".formatted(code, computed, recorded));
        }
        return new Association(code, account, rules, states, recorded, due);
    }

    private Association afterSettling(FundsMoved event) {
        return event.cause() == Cause.DUE_SETTLED ? withDue(Euros.ZERO, Euros.ZERO) : this;
    }

    private Association withDue(Euros computed, Euros recorded) {
        if (!computed.equals(recorded)) {
            throw new IllegalStateException(
                    "the due of %s should be %s but its event says %s".formatted(code, computed, recorded));
        }
        return new Association(code, account, rules, states, funds, recorded);
    }

    private static Euros negated(Euros amount) {
        return Euros.ZERO.minus(amount);
    }

    private Association withRules(NavigableMap<LocalDate, Rules> moved) {
        return new Association(code, account, moved, states, funds, due);
    }

    private Association withStates(NavigableMap<LocalDate, State> moved) {
        return new Association(code, account, rules, moved, funds, due);
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
