package laroue.admin.directory;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import laroue.account.Account;
import laroue.account.AccountCommand.CloseAccount;
import laroue.account.AccountCommand.FreezeAccount;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.AccountCommand.UnfreezeAccount;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.AssociationCommand.PayMembershipInEuros;
import laroue.association.Associations.Member;
import laroue.decision.Operation;
import laroue.register.Cards;
import laroue.register.Numbers;
import laroue.register.Pins;
import laroue.register.Words;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What an admin does to an account. Each act has a reason, and is shown before it is done. */
@Controller
class AccountActsController {

    private static final String ONE = MembersController.ACCOUNTS + "/{n}";
    private static final String FREEZE = "POST /v1/accounts/{n}/freeze";
    private static final String UNFREEZE = "POST /v1/accounts/{n}/unfreeze";
    private static final String CLOSE = "POST /v1/accounts/{n}/close";
    private static final String MEMBERSHIP = "POST /v1/accounts/{n}/memberships";
    private static final String CARD = "POST /v1/accounts/{n}/cards";

    private static final String ACT_PAGE = "directory/account-act";
    private static final String MEMBERSHIP_PAGE = "directory/membership";
    private static final String CARD_PAGE = "directory/card";

    private final Bookings bookings;
    private final Commands commands;
    private final Words words;
    private final Numbers numbers;
    private final Cards cards;
    private final Pins pins;

    AccountActsController(Bookings bookings, Commands commands, Words words, Numbers numbers, Cards cards, Pins pins) {
        this.bookings = bookings;
        this.commands = commands;
        this.words = words;
        this.numbers = numbers;
        this.cards = cards;
        this.pins = pins;
    }

    @AllowedAs(FREEZE)
    @GetMapping(ONE + "/blocage")
    String freezing(@PathVariable String n, Form form, Model page) {
        return act(n, "freeze", page);
    }

    @AllowedAs(FREEZE)
    @PostMapping(ONE + "/blocage")
    String freeze(Caller caller, @PathVariable String n, Form form, Model page) {
        return act(caller, n, "freeze", form, page, FreezeAccount::new);
    }

    @AllowedAs(UNFREEZE)
    @GetMapping(ONE + "/deblocage")
    String unfreezing(@PathVariable String n, Form form, Model page) {
        return act(n, "unfreeze", page);
    }

    @AllowedAs(UNFREEZE)
    @PostMapping(ONE + "/deblocage")
    String unfreeze(Caller caller, @PathVariable String n, Form form, Model page) {
        return act(caller, n, "unfreeze", form, page, UnfreezeAccount::new);
    }

    @AllowedAs(CLOSE)
    @GetMapping(ONE + "/fermeture")
    String closing(@PathVariable String n, Form form, Model page) {
        return act(n, "close", page);
    }

    @AllowedAs(CLOSE)
    @PostMapping(ONE + "/fermeture")
    String close(Caller caller, @PathVariable String n, Form form, Model page) {
        return act(caller, n, "close", form, page, CloseAccount::new);
    }

    private static String act(String n, String act, Model page) {
        page.addAttribute("number", n);
        page.addAttribute("act", act);
        return ACT_PAGE;
    }

    private String act(
            Caller caller,
            String n,
            String act,
            Form form,
            Model page,
            BiFunction<Operation, AccountNumber, Object> command) {
        act(n, act, page);
        var account = Fields.accountOf(n);
        var reason = form.text("reason", 500);
        if (!form.isComplete() || form.isToBeCorrected()) {
            return ACT_PAGE;
        }
        Consumer<Operation> entry = it -> words.enter(it.id(), account, reason);
        Asked<Account> asked = bookings.showOrBook(caller, form, "reason", it -> command.apply(it, account), entry);
        return asked.leadsTo(page, form, ACT_PAGE, MembersController.ACCOUNTS + "/" + n);
    }

    @AllowedAs(MEMBERSHIP)
    @GetMapping(ONE + "/adhesion")
    String membership(@PathVariable String n, Form form, Model page) {
        page.addAttribute("number", n);
        return MEMBERSHIP_PAGE;
    }

    @AllowedAs(MEMBERSHIP)
    @PostMapping(ONE + "/adhesion")
    String takeMembership(Caller caller, @PathVariable String n, Form form, Model page) {
        page.addAttribute("number", n);
        var account = Fields.accountOf(n);
        var fee = form.amount("amount").filter(Roues::isPositive);
        if (fee.isEmpty()) {
            form.wrong("amount", "form.amount");
        }
        if (!form.isComplete() || form.isToBeCorrected()) {
            return MEMBERSHIP_PAGE;
        }
        Asked<Member> asked = bookings.showOrBook(
                caller,
                form,
                "amount",
                it -> new PayMembershipInEuros(it, account, fee.orElseThrow().atPar()));
        return asked.leadsTo(page, form, MEMBERSHIP_PAGE, MembersController.ACCOUNTS + "/" + n);
    }

    /** A new card with its PIN, which nobody can look up afterwards. */
    record NewCard(String number, String pin) {}

    @AllowedAs(CARD)
    @GetMapping(ONE + "/carte")
    String card(@PathVariable String n, Form form, Model page) {
        page.addAttribute("number", n);
        return CARD_PAGE;
    }

    @AllowedAs(CARD)
    @PostMapping(ONE + "/carte")
    String issueCard(Caller caller, @PathVariable String n, Form form, Model page) {
        page.addAttribute("number", n);
        var account = Fields.accountOf(n);
        var operation = commands.operation();
        var card = numbers.card(account.association());
        var pin = Pins.fresh();
        cards.enter(card, operation.id(), account, pins.hash(card, pin));
        Optional<NewCard> made = bookings.bookAndShowOnce(
                caller,
                form,
                "card",
                operation,
                new IssueCard(operation, account, card),
                new NewCard(card.number(), pin));
        made.ifPresent(it -> page.addAttribute("made", it));
        return CARD_PAGE;
    }
}
