package laroue.api.security;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static laroue.api.security.AccessRule.get;
import static laroue.api.security.AccessRule.post;
import static org.springframework.http.HttpMethod.GET;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import laroue.account.AccountEvent.Moved;
import laroue.api.command.ProblemException;
import laroue.api.security.AccessRule.Of;
import laroue.confirmation.WaitingAct;
import laroue.conversion.Issuance;
import laroue.conversion.Reconversion;
import laroue.decision.LedgerState;
import laroue.desk.Counter;
import laroue.desk.Desk;
import laroue.desk.Remittance;
import laroue.payment.Payments;
import laroue.register.Clients;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.DeskId;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.vault.Shipment;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Who may do what, and with whose objects: the one place. Each endpoint under {@code /v1} has one line in
 * {@link #RULES}; one that has none is closed to everybody. A wrong role is told so (403); another's object is not
 * there (404).
 *
 * <p>What stands in a body and not in the path is checked by the controller that reads it, with the {@code require…}
 * methods of this class.
 */
public final class Access {

    /** Who asks: open also to people whose rights have not begun. */
    private static final String ONESELF = "/v1/me";

    private static final Role[] EVERYBODY = Role.values();

    private static final Role MEMBER = Role.MEMBER;
    private static final Role MERCHANT = Role.MERCHANT;
    private static final Role DESK = Role.DESK;
    private static final Role TREASURER = Role.TREASURER;
    private static final Role ADMIN = Role.ADMIN;

    /** All rules. An auditor reads whatever anybody reads, and so stands in no line. */
    public static final List<AccessRule> RULES = List.of(
            get(ONESELF, EVERYBODY),
            // Setting up
            post("/v1/associations", ADMIN).onlyAboveAll(),
            get("/v1/associations", DESK, TREASURER, ADMIN),
            get("/v1/associations/{code}", DESK, TREASURER, ADMIN).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/rules", ADMIN).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/state", ADMIN).on(Of.ASSOCIATION),
            get("/v1/clients", ADMIN),
            post("/v1/clients", ADMIN),
            post("/v1/clients/{id}/rotate", ADMIN).on(Of.CLIENT),
            post("/v1/clients/{id}/revoke", ADMIN).on(Of.CLIENT),
            // A second person says that a client is a program
            post("/v1/clients/{id}/program", TREASURER, ADMIN).on(Of.CLIENT),
            // People who sign in on pages; an access of theirs is revoked as a client
            get("/v1/logins", TREASURER, ADMIN),
            post("/v1/logins", ADMIN),
            get("/v1/logins/{l}", TREASURER, ADMIN).on(Of.LOGIN),
            post("/v1/logins/{l}/link", ADMIN).on(Of.LOGIN),
            get("/v1/logins/{l}/sessions", ADMIN).on(Of.LOGIN),
            post("/v1/logins/{l}/sessions/end", ADMIN).on(Of.LOGIN),
            post("/v1/logins/{l}/leave", ADMIN).on(Of.LOGIN),
            // One asks, another agrees
            post("/v1/logins/{l}/factor/forget", TREASURER, ADMIN).on(Of.LOGIN),
            // Accounts
            post("/v1/accounts", ADMIN, DESK),
            get("/v1/accounts/{n}", MEMBER, MERCHANT, TREASURER, ADMIN)
                    .whoMay(May.READ)
                    .on(Of.ACCOUNT),
            get("/v1/accounts/{n}/entries", MEMBER, MERCHANT, TREASURER, ADMIN)
                    .whoMay(May.READ)
                    .on(Of.ACCOUNT),
            post("/v1/accounts/{n}/freeze", ADMIN).on(Of.ACCOUNT),
            post("/v1/accounts/{n}/unfreeze", ADMIN).on(Of.ACCOUNT),
            post("/v1/accounts/{n}/close", ADMIN).on(Of.ACCOUNT),
            post("/v1/accounts/{n}/memberships", ADMIN).on(Of.ACCOUNT),
            post("/v1/accounts/{n}/cards", ADMIN).on(Of.ACCOUNT),
            post("/v1/accounts/{n}/holder/erase", ADMIN).on(Of.ACCOUNT),
            post("/v1/cards/{card}/unlock", ADMIN).on(Of.CARD),
            post("/v1/cards/{card}/block", ADMIN).on(Of.CARD),
            get("/v1/members", DESK, TREASURER, ADMIN),
            // Whom one is about to pay: a name for a number, for everybody who can pay.
            get("/v1/payees/{n}", EVERYBODY).whoMay(May.READ, May.PAY),
            // Merchants
            get("/v1/merchants", TREASURER, ADMIN),
            post("/v1/merchants", ADMIN),
            post("/v1/merchants/{id}/approve", ADMIN).on(Of.MERCHANT),
            post("/v1/merchants/{id}/suspend", ADMIN).on(Of.MERCHANT),
            post("/v1/merchants/{id}/leave", ADMIN).on(Of.MERCHANT),
            post("/v1/merchants/{id}/change", ADMIN).on(Of.MERCHANT),
            post("/v1/sectors/correspondence", ADMIN).onlyAboveAll(),
            post("/v1/merchants/{id}/clients", ADMIN).on(Of.MERCHANT),
            // Payments: which of the two rights a merchant needs depends on the body
            post("/v1/payments", MEMBER, MERCHANT).whoMay(May.TAKE, May.PAY).alsoForAnyone(),
            post("/v1/payments/batch", MEMBER, MERCHANT)
                    .whoMay(May.TAKE, May.PAY)
                    .alsoForAnyone(),
            get("/v1/payments", MEMBER, MERCHANT, TREASURER, ADMIN).whoMay(May.READ),
            get("/v1/payments/{id}", MEMBER, MERCHANT, TREASURER, ADMIN)
                    .whoMay(May.READ)
                    .on(Of.PAYMENT),
            post("/v1/payments/{id}/refunds", MERCHANT).whoMay(May.REFUND).on(Of.RECEIVED_PAYMENT),
            // Issuance and reconversion
            get("/v1/issuances", TREASURER),
            post("/v1/issuances", TREASURER),
            post("/v1/issuances/{id}/reverse", TREASURER).on(Of.ISSUANCE),
            get("/v1/reconversions", MERCHANT, TREASURER).whoMay(May.READ),
            post("/v1/reconversions", MERCHANT).whoMay(May.RECONVERT),
            get("/v1/reconversions/{id}", MERCHANT, TREASURER).whoMay(May.READ).on(Of.RECONVERSION),
            post("/v1/reconversions/paid", TREASURER),
            post("/v1/reconversions/{id}/paid", TREASURER).on(Of.RECONVERSION),
            post("/v1/reconversions/{id}/failed", TREASURER).on(Of.RECONVERSION),
            // Desks: an operator's own one only
            get("/v1/desks", DESK, TREASURER, ADMIN),
            get("/v1/desks/{d}", DESK, TREASURER, ADMIN).on(Of.DESK),
            get("/v1/desks/{d}/holdings", DESK, TREASURER, ADMIN).on(Of.DESK),
            get("/v1/desks/{d}/sessions", DESK, TREASURER, ADMIN).on(Of.DESK),
            get("/v1/desks/{d}/sessions/{s}", DESK, TREASURER, ADMIN).on(Of.DESK),
            get("/v1/desks/{d}/operations", DESK, TREASURER, ADMIN).on(Of.DESK),
            get("/v1/remittances", DESK, TREASURER, ADMIN),
            get("/v1/cheques/bounced", TREASURER, ADMIN),
            get("/v1/shipments", DESK, TREASURER, ADMIN),
            get("/v1/notes/suggestion", DESK, TREASURER, ADMIN),
            get("/v1/associations/{code}/notes", TREASURER, ADMIN).on(Of.ASSOCIATION),
            post("/v1/desks", ADMIN),
            post("/v1/desks/{d}/clients", ADMIN).on(Of.DESK),
            post("/v1/desks/{d}/close", ADMIN).on(Of.DESK),
            post("/v1/desks/{d}/sessions", DESK).on(Of.DESK),
            post("/v1/desks/{d}/sessions/current/close", DESK).on(Of.DESK),
            post("/v1/desks/{d}/differences/{x}", DESK, TREASURER).on(Of.DESK),
            post("/v1/desks/{d}/differences/{x}/confirm", DESK, TREASURER).on(Of.DESK),
            post("/v1/desks/{d}/changes", DESK).on(Of.DESK),
            post("/v1/desks/{d}/reconversions", DESK).on(Of.DESK),
            post("/v1/desks/{d}/deposits", DESK).on(Of.DESK),
            post("/v1/desks/{d}/withdrawals", DESK).on(Of.DESK),
            post("/v1/desks/{d}/stamps", DESK).on(Of.DESK),
            post("/v1/desks/{d}/operations/{id}/undo", DESK).on(Of.DESK),
            post("/v1/desks/{d}/remittances", DESK).on(Of.DESK),
            post("/v1/remittances/{r}/banked", TREASURER).on(Of.REMITTANCE),
            post("/v1/cheques/{operation}/bounced", TREASURER).on(Of.SERVICE),
            get("/v1/card-receipts", TREASURER, ADMIN),
            post("/v1/card-receipts/banked", TREASURER),
            post("/v1/card-receipts/{operation}/banked", TREASURER).on(Of.SERVICE),
            // Notes: which of the two sides of a shipment may do what depends on its direction
            post("/v1/associations/{code}/shipments", DESK, TREASURER).on(Of.ASSOCIATION),
            post("/v1/shipments/{s}/receipt", DESK, TREASURER).on(Of.SHIPMENT),
            post("/v1/shipments/{s}/settle", TREASURER).on(Of.SHIPMENT),
            post("/v1/associations/{code}/note-printings", TREASURER).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/note-destructions", TREASURER).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/stamp-campaigns", TREASURER).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/series/{s}/withdrawal", TREASURER).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/expiries", TREASURER).on(Of.ASSOCIATION),
            post("/v1/associations/{code}/dues/settlement", TREASURER).on(Of.ASSOCIATION),
            // What waits for a second person: who can be that person depends on the act
            get("/v1/waiting", DESK, TREASURER, ADMIN),
            get("/v1/waiting/{w}", DESK, TREASURER, ADMIN).on(Of.WAITING),
            post("/v1/waiting/{w}/confirm", DESK, TREASURER, ADMIN).on(Of.WAITING),
            post("/v1/waiting/{w}/refuse", DESK, TREASURER, ADMIN).on(Of.WAITING),
            // What waits in a whole association: not for the operator of one desk
            get("/v1/queues", TREASURER, ADMIN),
            // Figures: of any association, for those who answer for one
            get("/v1/claims", TREASURER, ADMIN),
            get("/v1/circulation", TREASURER, ADMIN),
            get("/v1/circulation/series", TREASURER, ADMIN),
            get("/v1/circulation/flows", TREASURER, ADMIN),
            get("/v1/circulation/period", TREASURER, ADMIN),
            get("/v1/circulation/concentration", TREASURER, ADMIN),
            get("/v1/circulation/network", TREASURER, ADMIN),
            get("/v1/circulation/takings", TREASURER, ADMIN),
            get("/v1/circulation/dormant", TREASURER, ADMIN),
            get("/v1/circulation/desks", TREASURER, ADMIN),
            get("/v1/circulation/definitions", TREASURER, ADMIN),
            get("/v1/powers", TREASURER, ADMIN),
            get("/v1/audit/health", TREASURER, ADMIN),
            get("/v1/audit/checkpoint", TREASURER, ADMIN));

    private static final Map<String, AccessRule> BY_ENDPOINT =
            RULES.stream().collect(toUnmodifiableMap(it -> endpoint(it.method(), it.pattern()), Function.identity()));

    private final LedgerState ledgerState;

    private final Clients clients;

    public Access(LedgerState ledgerState, Clients clients) {
        this.ledgerState = ledgerState;
        this.clients = clients;
    }

    /** The rule of an endpoint; what its variable is called does not matter. */
    public static Optional<AccessRule> ruleOf(HttpMethod method, String pattern) {
        var asked = method.equals(HttpMethod.HEAD) ? GET : method;
        return Optional.ofNullable(BY_ENDPOINT.get(endpoint(asked, pattern)));
    }

    /**
     * Lets a request through, or does not.
     *
     * @param object what the variable of the path holds; empty where it has none
     * @throws ProblemException if the role does not reach that far, or the object is another's
     */
    public void check(Caller caller, AccessRule rule, String object) {
        if (!rule.admits(caller) || !(caller.hasBegun() || rule.pattern().equals(ONESELF))) {
            throw Denied.forbidden();
        }
        switch (rule.of()) {
            case NOTHING -> {}
            case ACCOUNT -> requireAccount(caller, object);
            case MERCHANT -> require(MerchantId.parse(object).filter(it -> sees(caller, it)));
            case PAYMENT -> require(movesOf(object).filter(it -> isConcerned(caller, it)));
            case RECEIVED_PAYMENT -> requireReceived(caller, object);
            case ISSUANCE ->
                require(OperationId.parse(object)
                        .flatMap(it -> ledgerState.find(Issuance.TYPE, it.toString()))
                        .filter(it -> caller.worksFor(it.account().association())));
            case RECONVERSION -> requireReconversion(caller, object);
            case CARD -> require(CardNumber.parse(object).filter(it -> caller.worksFor(it.association())));
            case ASSOCIATION ->
                require(Optional.of(object)
                        .filter(AssociationCode::isWellFormed)
                        .filter(it -> caller.worksFor(new AssociationCode(it))));
            case DESK ->
                require(DeskId.parse(object)
                        .flatMap(it -> ledgerState.find(Desk.TYPE, Desk.stream(it)))
                        .filter(it -> caller.worksAt(it.id(), it.association())));
            case SHIPMENT ->
                require(OperationId.parse(object)
                        .flatMap(it -> ledgerState.find(Shipment.TYPE, it.toString()))
                        .filter(it -> caller.worksAt(it.desk(), it.association())));
            case REMITTANCE ->
                require(OperationId.parse(object)
                        .flatMap(it -> ledgerState.find(Remittance.TYPE, it.toString()))
                        .filter(it -> caller.worksAt(it.desk(), it.association())));
            case SERVICE -> requireServed(caller, object);
            case WAITING ->
                require(OperationId.parse(object)
                        .flatMap(it -> ledgerState.find(WaitingAct.TYPE, it.toString()))
                        .filter(it -> SecondPersons.sees(caller, it)));
            case LOGIN ->
                require(clients.of(object).stream()
                        .filter(it -> governs(caller, it.association()))
                        .findFirst());
            case CLIENT -> require(clients.find(object).filter(it -> governs(caller, it.association())));
        }
    }

    /**
     * The account that a path or a body names, if it is the caller's own or of an association that it works for.
     *
     * @throws ProblemException as {@code no-such-account} if it is another's, or no number of an account
     */
    public AccountNumber requireAccount(Caller caller, String number) {
        return AccountNumber.parse(number).filter(caller::sees).orElseThrow(Denied::noSuchAccount);
    }

    /** Lets through who works at the desk where an operation was done; for anybody else there is none. */
    public OperationId requireServed(Caller caller, String id) {
        return OperationId.parse(id)
                .filter(it -> Counter.served(ledgerState, it)
                        .filter(served -> caller.worksAt(served.desk(), served.association()))
                        .isPresent())
                .orElseThrow(Denied::notFound);
    }

    /**
     * The reconversion that a path or a body names, if it is of an account that the caller sees.
     *
     * @throws ProblemException as {@code not-found} if it is another's
     */
    public Reconversion requireReconversion(Caller caller, String id) {
        return OperationId.parse(id)
                .flatMap(it -> ledgerState.find(Reconversion.TYPE, it.toString()))
                .filter(it -> caller.sees(it.account()))
                .orElseThrow(Denied::notFound);
    }

    /**
     * Lets through who works for the association that a body names.
     *
     * @throws ProblemException as {@code forbidden}: that the association exists is no secret
     */
    public void requireAssociation(Caller caller, AssociationCode code) {
        if (!caller.worksFor(code)) {
            throw Denied.forbidden();
        }
    }

    /** All clients of the person who asks: whoever acts by one of them is no other person. */
    public Set<String> clientsOfPerson(Caller caller) {
        return clients.ofPerson(caller.person());
    }

    /**
     * Lets through who has a role, where more than one reaches an endpoint.
     *
     * @throws ProblemException as {@code forbidden}
     */
    public void requireRole(Caller caller, Role role) {
        if (!caller.is(role)) {
            throw Denied.forbidden();
        }
    }

    /**
     * Lets through who does this role's part at a desk of its association, and nobody who has another role there.
     *
     * @throws ProblemException as {@code forbidden} if it has another role, as {@code not-found} if the desk is another's
     */
    public void requireDesk(Caller caller, Role role, DeskId desk, AssociationCode association) {
        requireRole(caller, role);
        if (!caller.worksAt(desk, association)) {
            throw Denied.notFound();
        }
    }

    /**
     * Lets through a merchant's client that has this right, and everybody else who got so far.
     *
     * @throws ProblemException as {@code forbidden}
     */
    public void requireMay(Caller caller, May right) {
        if (caller.is(Role.MERCHANT) && !caller.may().contains(right)) {
            throw Denied.forbidden();
        }
    }

    /**
     * Lets a desk handle the accounts of individuals only; an admin handles all kinds.
     *
     * @throws ProblemException as {@code forbidden}
     */
    public void requireKind(Caller caller, HolderKind kind) {
        if (!caller.is(Role.ADMIN) && kind != HolderKind.INDIVIDUAL) {
            throw Denied.forbidden();
        }
    }

    private void requireReceived(Caller caller, String payment) {
        var paid = OperationId.parse(payment).flatMap(it -> Payments.find(ledgerState, it));
        var received = paid.filter(it -> it.counterparty().equals(caller.account()));
        if (received.isEmpty()) {
            // The payer knows that the payment exists, and may hear that it is not for him to refund it.
            throw paid.filter(it -> it.account().equals(caller.account())).isPresent()
                    ? Denied.forbidden()
                    : Denied.notFound();
        }
    }

    private Optional<Moved> movesOf(String operation) {
        return OperationId.parse(operation)
                .flatMap(it -> ledgerState.eventsOf(it).stream()
                        .filter(Moved.class::isInstance)
                        .map(Moved.class::cast)
                        .findFirst());
    }

    private static boolean isConcerned(Caller caller, Moved moved) {
        return moved.account().equals(caller.account())
                || moved.counterparty().equals(caller.account())
                || moved.associations().stream().anyMatch(caller::worksFor);
    }

    private static boolean sees(Caller caller, MerchantId merchant) {
        return merchant.equals(caller.merchant()) || caller.worksFor(merchant.association());
    }

    /** A client above all associations is governed from above only. */
    private static boolean governs(Caller caller, @Nullable AssociationCode association) {
        return association == null ? caller.everyAssociation() : caller.worksFor(association);
    }

    private static void require(Optional<?> found) {
        if (found.isEmpty()) {
            throw Denied.notFound();
        }
    }

    private static String endpoint(HttpMethod method, String pattern) {
        return method + " " + pattern.replaceAll("\\{[^}]*}", "{}");
    }
}
