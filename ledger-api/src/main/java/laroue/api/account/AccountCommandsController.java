package laroue.api.account;

import java.time.LocalDate;
import java.util.regex.Pattern;
import laroue.account.Account;
import laroue.account.AccountCommand.BlockCard;
import laroue.account.AccountCommand.CloseAccount;
import laroue.account.AccountCommand.EraseHolder;
import laroue.account.AccountCommand.FreezeAccount;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.AccountCommand.UnfreezeAccount;
import laroue.account.AccountCommand.UnlockCard;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.association.AssociationCommand.PayMembershipInEuros;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.Associations.Member;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.register.Cards;
import laroue.register.Memos;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.register.Pins;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done to accounts and cards, by who works for their association. */
@RestController
class AccountCommandsController {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");

    private final Commands commands;
    private final Access access;
    private final LedgerState ledgerState;
    private final People people;
    private final Memos words;
    private final Cards cards;
    private final Pins pins;
    private final Numbers numbers;

    AccountCommandsController(
            Commands commands,
            Access access,
            LedgerState ledgerState,
            People people,
            Memos words,
            Cards cards,
            Pins pins,
            Numbers numbers) {
        this.commands = commands;
        this.access = access;
        this.ledgerState = ledgerState;
        this.people = people;
        this.words = words;
        this.cards = cards;
        this.pins = pins;
        this.numbers = numbers;
    }

    /** Who may hold an account that is opened here; a professional's is opened with its merchant. */
    enum Kind {
        INDIVIDUAL(HolderKind.INDIVIDUAL),
        ASSOCIATION(HolderKind.ASSOCIATION),
        PUBLIC(HolderKind.PUBLIC);

        private final HolderKind holder;

        Kind(HolderKind holder) {
            this.holder = holder;
        }
    }

    record Holder(
            Kind kind,
            String name,
            @Nullable String email,
            @Nullable String commune) {
        static Holder of(Fields it) {
            return new Holder(
                    it.oneOf("kind", Kind.class),
                    it.text("name", 200),
                    it.textOrNull("email", EMAIL, Sentence.of("field.email")),
                    it.communeOrNull("commune"));
        }
    }

    record NewAccount(
            Holder holder,
            AssociationCode association,
            @Nullable LocalDate membershipUntil) {
        static NewAccount of(Fields it) {
            return new NewAccount(
                    Holder.of(it.object("holder")), it.association("association"), it.dayOrNull("membershipUntil"));
        }
    }

    record Opened(String number) {}

    @PostMapping("/v1/accounts")
    ResponseEntity<String> open(Caller caller, Call call) {
        var asked = call.read(NewAccount::of);
        var holder = asked.holder();
        access.requireAssociation(caller, asked.association());
        access.requireKind(caller, holder.kind().holder);
        if (asked.membershipUntil() != null && caller.isOnlyOperator()) {
            throw Problems.malformed("membershipUntil", Sentence.of("field.membership-at-desk"));
        }
        var operation = commands.operation();
        var number = numbers.account(asked.association());
        people.enter(operation.id(), number, holder.name(), holder.email());
        return commands.carryOut(
                caller.client(),
                call,
                new OpenAccount(operation, number, holder.kind().holder, holder.commune(), asked.membershipUntil()),
                (AccountNumber it) -> new Opened(it.number()),
                201);
    }

    /** An account as it is now. */
    record AccountState(String number, String status, long balanceCents) {
        static AccountState of(Account it) {
            return new AccountState(
                    it.number().number(), Written.of(it.status()), it.balance().cents());
        }
    }

    @PostMapping("/v1/accounts/{n}/freeze")
    ResponseEntity<String> freeze(Caller caller, @PathVariable String n, Call call) {
        return because(caller, n, call, FreezeAccount::new);
    }

    @PostMapping("/v1/accounts/{n}/unfreeze")
    ResponseEntity<String> unfreeze(Caller caller, @PathVariable String n, Call call) {
        return because(caller, n, call, UnfreezeAccount::new);
    }

    @PostMapping("/v1/accounts/{n}/close")
    ResponseEntity<String> close(Caller caller, @PathVariable String n, Call call) {
        return because(caller, n, call, CloseAccount::new);
    }

    private interface Asked {
        Object command(Operation operation, AccountNumber account);
    }

    private ResponseEntity<String> because(Caller caller, String n, Call call, Asked asked) {
        var reason = call.read(it -> it.text("reason", 500));
        var account = Fields.accountOf(n);
        var operation = commands.operation();
        words.enter(operation.id(), account, reason);
        return commands.carryOut(caller.client(), call, asked.command(operation, account), AccountState::of, 200);
    }

    /** A fee in euros, or one in roues: one of the two. */
    record Fee(@Nullable Euros euros, @Nullable Roues roues) {
        static Fee of(Fields it) {
            var fee = new Fee(it.eurosOrNull("amountEuroCents"), it.rouesOrNull("amountCents"));
            if ((fee.euros() == null) == (fee.roues() == null)) {
                throw it.wrong("amountEuroCents", Sentence.of("field.euros-or-roues"));
            }
            return fee;
        }

        Object command(Operation operation, AccountNumber account) {
            if (roues != null) {
                return new PayMembershipInRoues(operation, account, roues);
            }
            if (euros == null) {
                throw new IllegalStateException("a fee is in euros or in roues");
            }
            return new PayMembershipInEuros(operation, account, euros);
        }
    }

    /** Until when the holder is a member. */
    record MembershipTaken(String number, LocalDate until) {}

    @Money
    @PostMapping("/v1/accounts/{n}/memberships")
    ResponseEntity<String> membership(Caller caller, @PathVariable String n, Call call) {
        var fee = call.read(Fee::of);
        var account = Fields.accountOf(n);
        if (!caller.is(Role.ADMIN)) {
            ledgerState.find(Account.TYPE, account.number()).ifPresent(it -> access.requireKind(caller, it.kind()));
        }
        return commands.carryOut(
                caller.client(),
                call,
                fee.command(commands.operation(), account),
                (Member it) -> new MembershipTaken(it.account().number(), it.until()),
                201);
    }

    /** A new card with its PIN, which nobody can look up afterwards. */
    record NewCard(String card, String pin) {}

    @PostMapping("/v1/accounts/{n}/cards")
    ResponseEntity<String> card(Caller caller, @PathVariable String n, Call call) {
        call.readNothing();
        var account = Fields.accountOf(n);
        var operation = commands.operation();
        var card = numbers.card(account.association());
        var pin = pins.of(operation.id());
        cards.enter(card, operation.id(), account, pins.hash(card, pin));
        return commands.carryOutAndShowOnce(
                caller.client(),
                call,
                new IssueCard(operation, account, card),
                (Account _) -> new NewCard(card.number(), pin),
                201);
    }

    record CardState(String card, String account, String status) {}

    @PostMapping("/v1/cards/{card}/unlock")
    ResponseEntity<String> unlock(Caller caller, @PathVariable String card, Call call) {
        call.readNothing();
        var entry = find(card);
        return commands.carryOut(
                caller.client(),
                call,
                new UnlockCard(commands.operation(), entry.account(), entry.card()),
                (Account _) -> new CardState(card, entry.account().number(), "active"),
                200);
    }

    @PostMapping("/v1/cards/{card}/block")
    ResponseEntity<String> block(Caller caller, @PathVariable String card, Call call) {
        call.readNothing();
        var entry = find(card);
        return commands.carryOut(
                caller.client(),
                call,
                new BlockCard(commands.operation(), entry.account(), entry.card()),
                (Account _) -> new CardState(card, entry.account().number(), "blocked"),
                200);
    }

    record Erased(String number, boolean erased) {}

    @PostMapping("/v1/accounts/{n}/holder/erase")
    ResponseEntity<String> erase(Caller caller, @PathVariable String n, Call call) {
        call.readNothing();
        var account = Fields.accountOf(n);
        var reply = commands.carryOut(
                caller.client(),
                call,
                new EraseHolder(commands.operation(), account),
                (Account it) -> new Erased(it.number().number(), true),
                200);
        if (reply.getStatusCode().is2xxSuccessful()) {
            people.erase(account);
        }
        return reply;
    }

    private Cards.Entry find(String card) {
        return CardNumber.parse(card).flatMap(cards::find).orElseThrow(Problems::notFound);
    }
}
