package laroue.admin.queues;

import java.util.List;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.Association;
import laroue.decision.LedgerState;
import laroue.desk.DeskCommand.SettleDue;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.view.PointInTime;
import laroue.view.Waiting;
import laroue.view.association.AssociationList;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Figures.Claim;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What associations owe each other because roues moved between them (rule 44), and the two funds of one (rule 40). */
@Controller
class ClaimsController {

    static final String LIST = "/files/creances";

    private static final String DUE = LIST + "/{code}";
    private static final String SETTLED = "POST /v1/associations/{code}/dues/settlement";
    private static final String DUE_PAGE = "queues/due";

    private final Figures figures;
    private final AssociationList associations;
    private final LedgerState ledgerState;
    private final Bookings bookings;
    private final Downloads downloads;

    ClaimsController(
            Figures figures,
            AssociationList associations,
            LedgerState ledgerState,
            Bookings bookings,
            Downloads downloads) {
        this.figures = figures;
        this.associations = associations;
        this.ledgerState = ledgerState;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    /** Claims are netted, so none of them has an age. */
    Waiting waiting(@Nullable AssociationCode association) {
        return new Waiting(claims(association).size(), null);
    }

    @AllowedAs("GET /v1/claims")
    @GetMapping(LIST)
    String claims(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("claims", claims(association));
        page.addAttribute("dues", dues(association));
        return "queues/claims";
    }

    @AllowedAs("GET /v1/claims")
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "creances",
                format,
                List.of(
                        new Column<>("queues.debtor", Claim::debtor),
                        new Column<>("queues.creditor", Claim::creditor),
                        new Column<>("queues.amount", it -> new Euros(it.cents()))),
                claims(caller.limitedTo().orElse(null)));
    }

    /** What is due between the funds of an association is known as paid over once the bank was told; it is booked whole. */
    @AllowedAs(SETTLED)
    @GetMapping(DUE)
    String due(@PathVariable String code, Form form, Model page) {
        show(code, page);
        return DUE_PAGE;
    }

    @AllowedAs(SETTLED)
    @PostMapping(DUE)
    String settle(Caller caller, @PathVariable String code, Form form, Model page) {
        var association = show(code, page).code();
        if (form.isToBeCorrected()) {
            return DUE_PAGE;
        }
        Asked<AssociationCode> asked = bookings.showOrBook(caller, form, "due", it -> new SettleDue(it, association));
        return asked.leadsTo(page, DUE_PAGE, LIST);
    }

    private Association show(String code, Model page) {
        var association = ledgerState.find(Association.TYPE, code).orElseThrow(Problems::notFound);
        page.addAttribute("association", association);
        return association;
    }

    /** Associations of which one fund owes the other something (rule 40). */
    private List<Association> dues(@Nullable AssociationCode only) {
        return associations.codes().stream()
                .filter(it -> only == null || it.equals(only))
                .flatMap(it -> ledgerState.find(Association.TYPE, it.code()).stream())
                .filter(it -> !it.due().isZero())
                .toList();
    }

    private List<Claim> claims(@Nullable AssociationCode association) {
        return figures.claims(association, PointInTime.NOW).claims();
    }
}
