package laroue.trials.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import laroue.account.AccountCommand.IssueCard;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.ledger.Ledger;
import laroue.ledger.Request;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.Siret;
import laroue.trials.model.Ask.ShownCard;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;

/** Two associations with their members and shops, of which the ledger and the model both know. */
final class Town {

    private static final int MEMBERS = 60;
    private static final int SHOPS = 15;
    private static final LocalDate FOR_EVER = LocalDate.of(2099, 12, 31);

    private final Ledger ledger;
    private final Instant at;
    private final List<AccountNumber> opened = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final List<String> shops = new ArrayList<>();
    private final List<String> all = new ArrayList<>();

    private Town(Ledger ledger, Instant at) {
        this.ledger = ledger;
        this.at = at;
    }

    static Town found(Ledger ledger, Instant at) {
        var town = new Town(ledger, at);
        town.found(new AssociationCode("05"));
        town.found(new AssociationCode("13A"));
        return town;
    }

    /** Tells the model of everybody. */
    void introduceTo(Model model) {
        for (var account : opened) {
            var number = account.number();
            model.open(number, account.association().code(), shops.contains(number), !number.equals(lastShop()));
        }
    }

    /** Applied, and was never approved. */
    private String lastShop() {
        return shops.getLast();
    }

    String anybody(RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }

    /** One of them takes a third of all payments. */
    String shop(RandomGenerator random) {
        return random.nextInt(3) == 0 ? shops.getFirst() : shops.get(random.nextInt(shops.size()));
    }

    String member(RandomGenerator random) {
        return members.get(random.nextInt(members.size()));
    }

    ShownCard card(RandomGenerator random) {
        return cardOf(member(random), random.nextInt(8) > 0);
    }

    static ShownCard cardOf(String member, boolean rightPin) {
        var number = AccountNumber.parse(member).orElseThrow();
        return new ShownCard(card(number).number(), member, rightPin);
    }

    private static CardNumber card(AccountNumber member) {
        return CardNumber.of(
                member.association(), Integer.parseInt(member.number().replaceAll(".*-(\\d+)-.*", "$1")));
    }

    private void found(AssociationCode code) {
        int serial = 1;
        send(new FoundAssociation(operation(), code, AccountNumber.of(code, serial)));
        opened.add(AccountNumber.of(code, serial));
        all.add(AccountNumber.of(code, serial).number());
        for (int n = 0; n < MEMBERS; n++) {
            var account = AccountNumber.of(code, ++serial);
            send(new OpenAccount(operation(), account, HolderKind.INDIVIDUAL, null, FOR_EVER));
            send(new IssueCard(operation(), account, card(account)));
            opened.add(account);
            members.add(account.number());
            all.add(account.number());
        }
        for (int n = 0; n < SHOPS; n++) {
            var account = AccountNumber.of(code, ++serial);
            var merchant = MerchantId.of(code, n + 1);
            send(new ApplyAsMerchant(
                    operation(), merchant, account, siret(opened.size()), "10.71C", "05061", "standard", FOR_EVER));
            if (!code.code().equals("13A") || n < SHOPS - 1) {
                send(new ApproveMerchant(operation(), merchant));
            }
            opened.add(account);
            shops.add(account.number());
            all.add(account.number());
        }
        all.add(AccountNumber.of(code, 999_999).number());
    }

    private void send(Object command) {
        if (ledger.carryOut(command, Request.by("model")).join().verdict() instanceof Verdict.Refused<?> it) {
            throw new IllegalStateException("the town cannot be founded: " + it.refusal());
        }
    }

    private Operation operation() {
        return new Operation(OperationId.fresh(at.toEpochMilli()), at);
    }

    private static Siret siret(int number) {
        return Siret.of("90000000", "%04d".formatted(number));
    }
}
