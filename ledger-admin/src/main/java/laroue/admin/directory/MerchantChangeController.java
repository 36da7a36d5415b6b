package laroue.admin.directory;

import java.time.InstantSource;
import java.util.Optional;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.http.Codes;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.decision.LedgerState;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantCommand.ChangeMerchant;
import laroue.register.People;
import laroue.value.BusinessDay;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;

/** The sector, the class or the name of a merchant is another from a day on. */
@Controller
class MerchantChangeController {

    private static final String CHANGE = "POST /v1/merchants/{id}/change";
    private static final String PAGE = "directory/merchant-change";

    private final LedgerState ledgerState;
    private final People people;
    private final Bookings bookings;
    private final InstantSource clock;

    MerchantChangeController(LedgerState ledgerState, People people, Bookings bookings, InstantSource clock) {
        this.ledgerState = ledgerState;
        this.people = people;
        this.bookings = bookings;
        this.clock = clock;
    }

    /** What is not filled in stays as it is. */
    @AllowedAs(CHANGE)
    @ActMapping(MerchantsController.LIST + "/{id}/changement")
    String change(Caller caller, @PathVariable String id, Form form, Model page) {
        var merchant = ledgerState.find(Merchant.TYPE, id).orElseThrow(Problems::notFound);
        var today = BusinessDay.of(clock.instant());
        var from = form.day("from").orElse(today);
        var account = merchant.account();
        page.addAttribute("merchant", merchant);
        page.addAttribute("today", today);
        page.addAttribute("from", from);
        page.addAttribute("name", people.nameOn(account, from).orElse(id));
        if (!form.isSent()) {
            return PAGE;
        }
        var name = form.has("name") ? Optional.of(form.text("name", 200)) : Optional.<String>empty();
        var sector = MerchantsController.sector(form);
        var named = form.has("class") ? form.text("class", Codes.MERCHANT_CLASS, "directory.class.wrong") : null;
        if (!form.has("name") && !form.has("sector") && !form.has("class")) {
            form.wrong("name", "directory.change.nothing");
        }
        if (form.isUnfinished()) {
            return PAGE;
        }
        boolean renamed = name.isPresent() && !people.nameOn(account, from).equals(name);
        Asked<Merchant> asked = bookings.showOrBook(
                caller,
                form,
                "from",
                it -> new ChangeMerchant(it, merchant.id(), from, sector.orElse(null), named, renamed),
                it -> {
                    if (renamed) {
                        people.enterRenaming(it.id(), account, caller.client(), from, name.orElseThrow());
                    }
                });
        if (asked instanceof Asked.Booked) {
            people.applyRenamings();
        }
        return asked.leadsTo(page, PAGE, MerchantsController.LIST);
    }
}
