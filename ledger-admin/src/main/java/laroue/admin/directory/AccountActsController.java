package laroue.admin.directory;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import laroue.account.Account;
import laroue.account.AccountCommand.CloseAccount;
import laroue.account.AccountCommand.EraseHolder;
import laroue.account.AccountCommand.FreezeAccount;
import laroue.account.AccountCommand.UnfreezeAccount;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Booked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.http.Fields;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.Operation;
import laroue.register.Memos;
import laroue.register.People;
import laroue.value.AccountNumber;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;

/** What an admin does to an account. Each act is shown before it is done, and has a reason, but for the right to be forgotten. */
@Controller
class AccountActsController {

    private static final String ONE = MembersController.ACCOUNTS + "/{n}";
    private static final String FREEZE = "POST /v1/accounts/{n}/freeze";
    private static final String UNFREEZE = "POST /v1/accounts/{n}/unfreeze";
    private static final String CLOSE = "POST /v1/accounts/{n}/close";
    private static final String ERASE = "POST /v1/accounts/{n}/holder/erase";

    private static final String ACT_PAGE = "directory/account-act";

    private final Bookings bookings;
    private final Memos words;
    private final People people;

    AccountActsController(Bookings bookings, Memos words, People people) {
        this.bookings = bookings;
        this.words = words;
        this.people = people;
    }

    @AllowedAs(FREEZE)
    @ActMapping(ONE + "/blocage")
    String freeze(Caller caller, @PathVariable String n, Form form, Model page) {
        return act(caller, n, "freeze", form, page, FreezeAccount::new);
    }

    @AllowedAs(UNFREEZE)
    @ActMapping(ONE + "/deblocage")
    String unfreeze(Caller caller, @PathVariable String n, Form form, Model page) {
        return act(caller, n, "unfreeze", form, page, UnfreezeAccount::new);
    }

    @AllowedAs(CLOSE)
    @ActMapping(ONE + "/fermeture")
    String close(Caller caller, @PathVariable String n, Form form, Model page) {
        return act(caller, n, "close", form, page, CloseAccount::new);
    }

    private static void act(String n, String act, Model page) {
        page.addAttribute("number", n);
        page.addAttribute("act", act);
    }

    private String act(
            Caller caller,
            String n,
            String act,
            Form form,
            Model page,
            BiFunction<Operation, AccountNumber, Object> command) {
        act(n, act, page);
        if (!form.isSent()) {
            return ACT_PAGE;
        }
        var account = Fields.accountOf(n);
        var reason = form.text("reason", 500);
        if (form.isUnfinished()) {
            return ACT_PAGE;
        }
        Consumer<Operation> entry = it -> words.enter(it.id(), account, reason);
        Asked<Account> asked = bookings.showOrBook(caller, form, "reason", it -> command.apply(it, account), entry);
        return asked.leadsTo(page, ACT_PAGE, MembersController.ACCOUNTS + "/" + n);
    }

    /** Why is not asked: the words would be about a person. Booked is what is left to do: the register forgets. */
    @AllowedAs(ERASE)
    @ActMapping(ONE + "/effacement")
    String erase(Caller caller, @PathVariable String n, Form form, Model page) {
        act(n, "erase", page);
        var account = Fields.accountOf(n);
        var onwards = MembersController.ACCOUNTS + "/" + n;
        if (form.isToBeCorrected()) {
            return "redirect:" + onwards;
        }
        Asked<Account> asked = bookings.showOrBook(caller, form, "act", it -> new EraseHolder(it, account));
        if (asked instanceof Booked<Account>) {
            people.erase(account);
        }
        return asked.leadsTo(page, ACT_PAGE, onwards);
    }
}
