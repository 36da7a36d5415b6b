package laroue.api.security;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.account.AccountCommand.IssueCard;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.AssociationCommand.SetRules;
import laroue.association.Rules;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.confirmation.ConfirmationCommand.AskSecondPerson;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.Reconvert;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Operation;
import laroue.decision.Verdict.Accepted;
import laroue.desk.Count;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.desk.DeskCommand.OpenSession;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.Remit;
import laroue.desk.DeskCommand.ShipOut;
import laroue.ledger.Ledger;
import laroue.ledger.Request;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.Siret;
import laroue.payment.PaymentCommand.Pay;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Logins;
import laroue.register.May;
import laroue.register.Role;
import laroue.register.Secrets;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.VaultCommand.Print;

/** Two associations, each with two members and two merchants who paid each other, and a client of each role in 05. */
final class Territory {

    static final String SECRET = "a secret of the territory";

    final Place gap;
    final Place avignon;

    private final AtomicInteger serials = new AtomicInteger();
    private final Ledger ledger;
    private final Clients clients;
    private final Secrets secrets;
    private final Logins logins;

    /** One of everything that an association has, and of what its neighbour in the same association has. */
    record Place(
            AssociationCode code,
            String client,
            String login,
            Holder own,
            Holder neighbour,
            CardNumber card,
            OperationId issuance,
            OperationId waiting) {}

    record Holder(
            AccountNumber account,
            MerchantId merchant,
            AccountNumber till,
            OperationId payment,
            OperationId reconversion,
            Counter counter) {}

    /** A desk, its session, a shipment that is under way to it, an operation at its counter, and its remittance. */
    record Counter(
            DeskId desk, OperationId session, OperationId shipment, OperationId service, OperationId remittance) {}

    Territory(Ledger ledger, Clients clients, Secrets secrets, Logins logins) {
        this.ledger = ledger;
        this.clients = clients;
        this.secrets = secrets;
        this.logins = logins;
        gap = place("05");
        avignon = place("84");
        var own = gap.own();
        enter(Client.member("member", own.account()));
        enter(Client.merchant("merchant", own.merchant(), own.till(), EnumSet.allOf(May.class)));
        enter(Client.merchant("nothing", own.merchant(), own.till(), Set.of()));
        for (var right : May.values()) {
            enter(Client.merchant("only-" + right, own.merchant(), own.till(), Set.of(right)));
        }
        enter(Client.desk("desk", gap.code(), own.counter().desk().id()));
        enter(Client.of(gap.code(), "treasurer", Role.TREASURER));
        enter(Client.of(gap.code(), "association-admin", Role.ADMIN));
        enter(Client.of(gap.code(), "auditor", Role.AUDITOR));
        enter(Client.aboveAll("load", Role.ADMIN, Role.TREASURER).with(May.PAY));
    }

    void enter(Client client) {
        clients.create(client, secrets.hashOfClientSecret(SECRET), "test");
    }

    private Place place(String name) {
        var code = new AssociationCode(name);
        send(new FoundAssociation(operation(), code, number(code)));
        var own = holder(code);
        var card = CardNumber.of(code, 1);
        send(new IssueCard(operation(), own.account(), card));
        var issuance = operation();
        send(new Issue(issuance, own.account(), new Euros(10_00), Means.TRANSFER, "bank " + name));
        enter(Client.of(code, "client-of-" + name, Role.TREASURER));
        var login = "login-of-" + name;
        logins.create(login, "A person of " + name, name + "@territory.example", "test");
        clients.give(Client.of(code, "access-of-" + name, Role.AUDITOR).of(login), "test", "test");
        return new Place(
                code, "client-of-" + name, login, own, holder(code), card, issuance.id(), waiting(code, own.account()));
    }

    /** A membership out of an account, which an operator asked for: everybody who works there may confirm it. */
    private OperationId waiting(AssociationCode code, AccountNumber account) {
        var first = Rules.FIRST;
        send(new SetRules(
                operation(),
                code,
                new Rules(
                        first.from(),
                        first.fees(),
                        null,
                        null,
                        first.period(),
                        first.membership(),
                        Map.of(),
                        null,
                        null,
                        new SecondPersonRule(Set.of(SecondPersonAct.WITHDRAWAL), null))));
        var asked = operation();
        var membership = new PayMembershipInRoues(operation(), account, new Roues(1_00));
        send(new AskSecondPerson(asked, membership, "desk", "digest"));
        return asked.id();
    }

    private Holder holder(AssociationCode code) {
        var member = number(code);
        send(new OpenAccount(operation(), member, HolderKind.INDIVIDUAL, null, LocalDate.of(2099, 12, 31)));
        send(new Issue(operation(), member, new Euros(100_00), Means.TRANSFER, "bank " + member));
        var merchant = MerchantId.of(code, serials.incrementAndGet());
        var till = number(code);
        send(new ApplyAsMerchant(operation(), merchant, till, siret(), "10.71C", "05061", "standard", null));
        send(new ApproveMerchant(operation(), merchant));
        var payment = operation();
        send(new Pay(payment, member, till, new Roues(20_00), null));
        var reconversion = operation();
        send(new Reconvert(reconversion, till, new Roues(5_00), "invoice " + till));
        return new Holder(member, merchant, till, payment.id(), reconversion.id(), counter(code, member));
    }

    private Counter counter(AssociationCode code, AccountNumber member) {
        var desk = new DeskId("desk-" + serials.incrementAndGet());
        var notes = Notes.of(new Series(code, "2026"), Map.of(10, 5));
        send(new Print(operation(), code, notes.mixedWith(notes)));
        send(new OpenDesk(operation(), desk, code, "05061", LocalTime.MIDNIGHT));
        var received = operation();
        send(new ShipOut(received, desk, Pile.STOCK, notes, "treasurer"));
        send(new ReceiveShipment(operation(), received.id(), notes, "desk"));
        var shipment = operation();
        send(new ShipOut(shipment, desk, Pile.STOCK, notes, "treasurer"));
        var session = operation();
        send(new OpenSession(session, desk, new Count(notes, Notes.NONE, Notes.NONE, Euros.ZERO, Euros.ZERO), "desk"));
        var service = operation();
        send(new Change(
                service, desk, member, notes, Roues.ZERO, Euros.ZERO, Notes.NONE, laroue.desk.Means.CHEQUE, null));
        var remittance = operation();
        send(new Remit(remittance, desk, "slip " + desk, List.of(service.id()), Euros.ZERO, new Euros(50_00)));
        return new Counter(desk, session.id(), shipment.id(), service.id(), remittance.id());
    }

    private void send(Object command) {
        var verdict = ledger.carryOut(command, Request.by("test")).join().verdict();
        if (!(verdict instanceof Accepted<?>)) {
            throw new IllegalStateException(command + " was refused: " + verdict);
        }
    }

    private AccountNumber number(AssociationCode code) {
        return AccountNumber.of(code, serials.incrementAndGet());
    }

    private Siret siret() {
        return Siret.of("%08d".formatted(serials.incrementAndGet()), "0001");
    }

    private static Operation operation() {
        var now = Instant.now();
        return new Operation(OperationId.fresh(now.toEpochMilli()), now);
    }
}
