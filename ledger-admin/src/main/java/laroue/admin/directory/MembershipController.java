package laroue.admin.directory;

import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.http.Fields;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.AssociationCommand.PayMembershipInEuros;
import laroue.association.AssociationCommand.PayMembershipInRoues;
import laroue.association.Associations.Member;
import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.Roues;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A membership is taken: its fee comes in euros, or from the member's own account. */
@Controller
class MembershipController {

    private static final String PATH = MembersController.ACCOUNTS + "/{n}/adhesion";
    private static final String TAKE = "POST /v1/accounts/{n}/memberships";
    private static final String PAGE = "directory/membership";

    /** What a fee is paid in. */
    enum Currency {
        EUROS,
        ROUES
    }

    private final Bookings bookings;

    MembershipController(Bookings bookings) {
        this.bookings = bookings;
    }

    @AllowedAs(TAKE)
    @GetMapping(PATH)
    String membership(@PathVariable String n, Form form, Model page) {
        form.with("paidIn", "euros");
        return show(n, page);
    }

    @AllowedAs(TAKE)
    @PostMapping(PATH)
    String take(Caller caller, @PathVariable String n, Form form, Model page) {
        show(n, page);
        var account = Fields.accountOf(n);
        var paidIn = form.required("paidIn", form.oneOf("paidIn", Currency.class));
        var fee = form.amount("amount").filter(Roues::isPositive);
        if (fee.isEmpty()) {
            form.wrong("amount", "form.amount");
        }
        if (form.isUnfinished()) {
            return PAGE;
        }
        page.addAttribute("fee", fee.orElseThrow());
        Asked<Member> asked = bookings.showOrBook(
                caller, form, "amount", it -> command(it, account, paidIn.orElseThrow(), fee.orElseThrow()));
        return asked.leadsTo(page, PAGE, MembersController.ACCOUNTS + "/" + n);
    }

    private static Object command(Operation operation, AccountNumber account, Currency paidIn, Roues fee) {
        return switch (paidIn) {
            case EUROS -> new PayMembershipInEuros(operation, account, fee.atPar());
            case ROUES -> new PayMembershipInRoues(operation, account, fee);
        };
    }

    private static String show(String n, Model page) {
        page.addAttribute("number", n);
        page.addAttribute("currencies", Currency.values());
        return PAGE;
    }
}
