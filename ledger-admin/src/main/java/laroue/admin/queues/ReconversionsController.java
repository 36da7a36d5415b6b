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
import laroue.conversion.ConversionCommand.ConfirmAllPaid;
import laroue.conversion.ConversionCommand.DeclareFailed;
import laroue.conversion.Reconversion;
import laroue.register.Memos;
import laroue.register.People;
import laroue.value.AssociationCode;
import laroue.value.Roues;
import laroue.view.conversion.ConversionQueue;
import laroue.view.conversion.ConversionQueue.ReconversionLine;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Roues that merchants handed in, until their euros are paid out: one by one, or several by one order to the bank. */
@Controller
class ReconversionsController {

    static final String LIST = "/files/reconversions";

    private static final String FAILURE = LIST + "/{id}/echec";
    private static final String PAID = "POST /v1/reconversions/paid";
    private static final String FAILED = "POST /v1/reconversions/{id}/failed";
    private static final String FAILURE_PAGE = "queues/failure";

    /** Of those that are paid, how many are shown: what the bank sends back it sends back soon. */
    private static final int LATELY = 20;

    private final ConversionQueue queue;
    private final People people;
    private final Access access;
    private final Memos words;
    private final Bookings bookings;
    private final Downloads downloads;

    ReconversionsController(
            ConversionQueue queue, People people, Access access, Memos words, Bookings bookings, Downloads downloads) {
        this.queue = queue;
        this.people = people;
        this.access = access;
        this.words = words;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    /** A reconversion, and who is paid; the number of the account where the name was erased. */
    record Payout(ReconversionLine line, String payee) {}

    @AllowedAs(Queues.READ_PAYOUTS)
    @GetMapping(LIST)
    String reconversions(Caller caller, Form form, Model page) {
        return show(caller, page);
    }

    private String show(Caller caller, Model page) {
        var association = caller.limitedTo().orElse(null);
        page.addAttribute("backlog", Backlog.of(it -> waiting(association, it), queue.waiting(association)));
        page.addAttribute("paid", payouts(queue.paid(association, LATELY)));
        return "queues/reconversions";
    }

    @AllowedAs(Queues.READ_PAYOUTS)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "reconversions",
                format,
                List.of(
                        new Column<Payout>("queues.since", it -> it.line().acceptedAt()),
                        new Column<>("queues.payee", Payout::payee),
                        new Column<>("queues.account", it -> it.line().account()),
                        new Column<>("queues.invoice", it -> it.line().invoiceNumber()),
                        new Column<>("queues.gross", it -> new Roues(it.line().grossCents())),
                        new Column<>("queues.fee", it -> new Roues(it.line().feeCents())),
                        new Column<>("queues.net", it -> new Roues(it.line().netCents()))),
                waiting(caller.limitedTo().orElse(null), Downloads.ASKED));
    }

    @AllowedAs(PAID)
    @PostMapping(LIST)
    String pay(Caller caller, Form form, Model page) {
        var selected = form.values("reconversions").stream()
                .map(it -> access.requireReconversion(caller, it).id())
                .toList();
        if (selected.isEmpty()) {
            form.wrong("reconversions", "queues.none-selected");
        }
        var bankReference = form.text("bankReference", 200);
        if (form.isUnfinished()) {
            return show(caller, page);
        }
        Asked<List<Reconversion>> asked = bookings.showOrBook(
                caller, form, "bankReference", it -> new ConfirmAllPaid(it, selected, bankReference));
        if (asked instanceof Shown<List<Reconversion>> it) {
            page.addAttribute("payees", payees(it.preview()));
            page.addAttribute("grossCents", sum(it.preview(), Reconversion::gross));
            page.addAttribute("feeCents", sum(it.preview(), Reconversion::fee));
            page.addAttribute("netCents", sum(it.preview(), Reconversion::net));
            return asked.leadsTo(page, "queues/payment", LIST);
        }
        return asked.leadsTo(page, show(caller, page), LIST);
    }

    @AllowedAs(FAILED)
    @GetMapping(FAILURE)
    String failure(Caller caller, @PathVariable String id, Form form, Model page) {
        show(access.requireReconversion(caller, id), page);
        return FAILURE_PAGE;
    }

    @AllowedAs(FAILED)
    @PostMapping(FAILURE)
    String fail(Caller caller, @PathVariable String id, Form form, Model page) {
        var reconversion = access.requireReconversion(caller, id);
        show(reconversion, page);
        var reason = form.text("reason", 500);
        if (form.isUnfinished()) {
            return FAILURE_PAGE;
        }
        Asked<Reconversion> answer = bookings.showOrBook(
                caller,
                form,
                "reason",
                it -> new DeclareFailed(it, reconversion.id()),
                it -> words.enter(it.id(), reconversion.account(), reason));
        return answer.leadsTo(page, FAILURE_PAGE, LIST);
    }

    private List<Payout> waiting(@Nullable AssociationCode association, int most) {
        return payouts(queue.unpaid(association, most));
    }

    private List<Payout> payouts(List<ReconversionLine> lines) {
        var names = people.names(lines.stream().map(ReconversionLine::account).toList());
        return lines.stream()
                .map(it -> new Payout(it, names.getOrDefault(it.account(), it.account())))
                .toList();
    }

    private void show(Reconversion reconversion, Model page) {
        page.addAttribute("reconversion", reconversion);
        page.addAttribute("payees", payees(List.of(reconversion)));
    }

    private Function<Reconversion, String> payees(List<Reconversion> of) {
        var names = people.names(of.stream().map(it -> it.account().number()).toList());
        return it -> names.getOrDefault(it.account().number(), it.account().number());
    }

    private static long sum(List<Reconversion> of, Function<Reconversion, Roues> amount) {
        return of.stream().map(amount).reduce(Roues.ZERO, Roues::plus).cents();
    }
}
