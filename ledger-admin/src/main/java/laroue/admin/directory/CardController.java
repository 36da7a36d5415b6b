package laroue.admin.directory;

import java.util.function.BiFunction;
import laroue.account.Account;
import laroue.account.AccountCommand.BlockCard;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.AccountCommand.UnlockCard;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.command.Submissions;
import laroue.api.http.Fields;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.register.Cards;
import laroue.register.Cards.Entry;
import laroue.register.Numbers;
import laroue.register.Pins;
import laroue.value.CardNumber;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The card of an account: given, its wrong PINs forgotten, blocked. */
@Controller
class CardController {

    private static final String OF_ACCOUNT = MembersController.ACCOUNTS + "/{n}/carte";
    private static final String ONE = "/annuaire/cartes/{card}";
    private static final String ISSUE = "POST /v1/accounts/{n}/cards";
    private static final String UNLOCK = "POST /v1/cards/{card}/unlock";
    private static final String BLOCK = "POST /v1/cards/{card}/block";
    private static final String PAGE = "directory/card";
    private static final String ACT_PAGE = "directory/card-act";

    private final Bookings bookings;
    private final Submissions submissions;
    private final Numbers numbers;
    private final Cards cards;
    private final Pins pins;

    CardController(Bookings bookings, Submissions submissions, Numbers numbers, Cards cards, Pins pins) {
        this.bookings = bookings;
        this.submissions = submissions;
        this.numbers = numbers;
        this.cards = cards;
        this.pins = pins;
    }

    /** A new card with its PIN, which nobody can look up afterwards. */
    record NewCard(String number, String pin) {}

    @AllowedAs(ISSUE)
    @GetMapping(OF_ACCOUNT)
    String card(@PathVariable String n, Form form, Model page) {
        page.addAttribute("number", n);
        return PAGE;
    }

    @AllowedAs(ISSUE)
    @PostMapping(OF_ACCOUNT)
    String issue(Caller caller, @PathVariable String n, Form form, Model page) {
        page.addAttribute("number", n);
        var account = Fields.accountOf(n);
        var operation = submissions.operation();
        var card = numbers.card(account.association());
        var pin = pins.of(operation.id());
        cards.enter(card, operation.id(), account, pins.hash(card, pin));
        Asked<NewCard> asked = bookings.bookAndShowOnce(
                caller,
                form,
                "card",
                operation,
                new IssueCard(operation, account, card),
                new NewCard(card.number(), pin));
        if (asked instanceof Asked.Shown<NewCard> it) {
            page.addAttribute("made", it.preview());
        }
        return asked instanceof Asked.Waiting<NewCard> it ? it.redirect() : PAGE;
    }

    @AllowedAs(UNLOCK)
    @ActMapping(ONE + "/deblocage")
    String unlock(Caller caller, @PathVariable String card, Form form, Model page) {
        return act(caller, card, "unlock", form, page, (it, of) -> new UnlockCard(it, of.account(), of.card()));
    }

    @AllowedAs(BLOCK)
    @ActMapping(ONE + "/blocage")
    String block(Caller caller, @PathVariable String card, Form form, Model page) {
        return act(caller, card, "block", form, page, (it, of) -> new BlockCard(it, of.account(), of.card()));
    }

    /** Nothing is to be filled in: what it would do is shown at once, and booked when it is wanted. */
    private String act(
            Caller caller,
            String number,
            String act,
            Form form,
            Model page,
            BiFunction<Operation, Entry, Object> command) {
        var card = CardNumber.parse(number).flatMap(cards::find).orElseThrow(Problems::notFound);
        var onwards = MembersController.ACCOUNTS + "/" + card.account();
        page.addAttribute("entry", card);
        page.addAttribute("act", act);
        if (form.isToBeCorrected()) {
            return "redirect:" + onwards;
        }
        Asked<Account> asked = bookings.showOrBook(caller, form, "card", it -> command.apply(it, card));
        return asked.leadsTo(page, ACT_PAGE, onwards);
    }
}
