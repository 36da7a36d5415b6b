package laroue.admin.queues;

import java.util.List;
import java.util.function.Function;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Asked.Shown;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Form;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.desk.DeskCommand.ConfirmCardsBanked;
import laroue.desk.Remittances.CardReceipt;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterQueries.CardReceiptLine;
import laroue.view.desk.DeskQueues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What cards paid at desks, until somebody sees its euros at the bank: one by one, or several in one line of a statement. */
@Controller
class CardReceiptPagesController {

    static final String LIST = "/files/cartes";

    private static final String BANKED = "POST /v1/card-receipts/banked";

    private static final String RECEIPTS = "receipts";

    private final CounterQueries counter;
    private final DeskQueues queues;
    private final Desks desks;
    private final Access access;
    private final Bookings bookings;
    private final Downloads downloads;

    CardReceiptPagesController(
            CounterQueries counter,
            DeskQueues queues,
            Desks desks,
            Access access,
            Bookings bookings,
            Downloads downloads) {
        this.counter = counter;
        this.queues = queues;
        this.desks = desks;
        this.access = access;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST)
    String cardReceipts(Caller caller, Form form, Model page) {
        return show(caller, page);
    }

    private String show(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("backlog", Backlog.of(it -> waiting(association, it), queues.cardReceipts(association)));
        return "queues/cards";
    }

    @AllowedAs(Queues.READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "cartes",
                format,
                List.of(
                        new Column<AtDesk<CardReceiptLine>>(
                                "queues.since", it -> it.line().at()),
                        new Column<>("queues.desk", AtDesk::desk),
                        new Column<>("queues.card-reference", it -> it.line().cardReference()),
                        new Column<>("queues.amount", it -> new Euros(it.line().amountEuroCents()))),
                waiting(caller.limitedTo().orElse(null), Downloads.ASKED));
    }

    @AllowedAs(BANKED)
    @PostMapping(LIST)
    String confirm(Caller caller, Form form, Model page) {
        var selected = form.values(RECEIPTS).stream()
                .map(it -> access.requireServed(caller, it))
                .toList();
        if (selected.isEmpty()) {
            form.wrong(RECEIPTS, "queues.cards.none-selected");
        }
        var bankReference = form.text("bankReference", 200);
        if (form.isUnfinished()) {
            return show(caller, page);
        }
        Asked<List<CardReceipt>> asked = bookings.showOrBook(
                caller, form, "bankReference", it -> new ConfirmCardsBanked(it, selected, bankReference));
        if (asked instanceof Shown<List<CardReceipt>> it) {
            page.addAttribute(
                    "paper",
                    sum(it.preview(), receipt -> receipt.served().over().paper()));
            page.addAttribute(
                    "digital",
                    sum(it.preview(), receipt -> receipt.served().over().digitalEuros()));
            page.addAttribute(
                    "own", sum(it.preview(), receipt -> receipt.served().over().own()));
            return asked.leadsTo(page, "queues/card-credit", LIST);
        }
        return asked.leadsTo(page, show(caller, page), LIST);
    }

    private List<AtDesk<CardReceiptLine>> waiting(@Nullable AssociationCode association, int most) {
        return desks.named(counter.waitingCardReceipts(association, most), CardReceiptLine::desk);
    }

    private static long sum(List<CardReceipt> of, Function<CardReceipt, Euros> part) {
        return of.stream().map(part).reduce(Euros.ZERO, Euros::plus).cents();
    }
}
