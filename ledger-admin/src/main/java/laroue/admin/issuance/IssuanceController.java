package laroue.admin.issuance;

import laroue.account.Account;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.RefusalProblems;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.ConversionCommand.ReverseIssuance;
import laroue.conversion.Issuance;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.LedgerState;
import laroue.register.Memos;
import laroue.register.People;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Euros that the bank received become roues of an account, and are taken back if it was a mistake (rules 4 and 8). */
@Controller
class IssuanceController {

    private static final String NEW = IssuancesController.LIST + "/comptes/{n}";
    private static final String REVERSAL = IssuancesController.LIST + "/{id}/contre-passation";
    private static final String ISSUE = "POST /v1/issuances";
    private static final String REVERSE = "POST /v1/issuances/{id}/reverse";
    private static final String ISSUE_PAGE = "issuance/issuance";
    private static final String REVERSE_PAGE = "issuance/reversal";

    private final LedgerState ledgerState;
    private final People people;
    private final Memos words;
    private final Access access;
    private final Bookings bookings;

    IssuanceController(LedgerState ledgerState, People people, Memos words, Access access, Bookings bookings) {
        this.ledgerState = ledgerState;
        this.people = people;
        this.words = words;
        this.access = access;
        this.bookings = bookings;
    }

    @AllowedAs(ISSUE)
    @GetMapping(NEW)
    String form(Caller caller, @PathVariable String n, Form form, Model page) {
        show(access.requireAccount(caller, n), page);
        form.with("means", "transfer");
        return ISSUE_PAGE;
    }

    @AllowedAs(ISSUE)
    @PostMapping(NEW)
    String issue(Caller caller, @PathVariable String n, Form form, Model page) {
        var account = access.requireAccount(caller, n);
        show(account, page);
        var amount = form.amount("amount").filter(Roues::isPositive);
        if (amount.isEmpty()) {
            form.wrong("amount", "form.amount");
        }
        var means = form.oneOf("means", Means.class);
        if (means.isEmpty()) {
            form.wrong("means", "form.missing");
        }
        var bankReference = form.text("bankReference", 200);
        if (form.isUnfinished()) {
            return ISSUE_PAGE;
        }
        Asked<Issuance> asked = bookings.showOrBook(
                caller,
                form,
                "bankReference",
                it -> new Issue(it, account, amount.orElseThrow().atPar(), means.orElseThrow(), bankReference));
        return asked.leadsTo(page, ISSUE_PAGE, IssuancesController.LIST);
    }

    @AllowedAs(REVERSE)
    @GetMapping(REVERSAL)
    String reversal(Caller caller, @PathVariable String id, Form form, Model page) {
        show(find(id), page);
        return REVERSE_PAGE;
    }

    @AllowedAs(REVERSE)
    @PostMapping(REVERSAL)
    String reverse(Caller caller, @PathVariable String id, Form form, Model page) {
        var issuance = find(id);
        show(issuance, page);
        var reason = form.text("reason", 500);
        if (form.isUnfinished()) {
            return REVERSE_PAGE;
        }
        Asked<Issuance> asked = bookings.showOrBook(
                caller,
                form,
                "reason",
                it -> new ReverseIssuance(it, issuance.id()),
                it -> words.enter(it.id(), issuance.account(), reason));
        return asked.leadsTo(page, REVERSE_PAGE, IssuancesController.LIST);
    }

    private Issuance find(String id) {
        return OperationId.parse(id)
                .flatMap(it -> ledgerState.find(Issuance.TYPE, it.toString()))
                .orElseThrow(Problems::notFound);
    }

    private void show(Issuance issuance, Model page) {
        page.addAttribute("issuance", issuance);
        show(issuance.account(), page);
    }

    /** Whose account it is. */
    private void show(AccountNumber number, Model page) {
        var account = ledgerState
                .find(Account.TYPE, number.number())
                .orElseThrow(() -> new ProblemException(RefusalProblems.noSuchAccount(number.number())));
        page.addAttribute("account", account);
        page.addAttribute("holder", people.find(number).map(People.Person::name).orElse("–"));
    }
}
