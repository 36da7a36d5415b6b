package laroue.admin.directory;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Commune;
import laroue.admin.frame.Downloads.Sector;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.http.Codes;
import laroue.api.http.Written;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.Rules;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.MerchantCommand.LeaveNetwork;
import laroue.merchant.MerchantCommand.SuspendMerchant;
import laroue.merchant.Naf;
import laroue.merchant.Siret;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.register.Role;
import laroue.value.MerchantId;
import laroue.view.merchant.Directory;
import laroue.view.merchant.Directory.Filter;
import laroue.view.merchant.Directory.Listed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Merchants: they apply, are approved, are suspended and leave. */
@Controller
class MerchantsController {

    static final String LIST = "/annuaire/commerces";

    private static final String READ = "GET /v1/merchants";
    private static final String NEW = LIST + "/nouveau";
    private static final String ONE = LIST + "/{id}";
    private static final String APPLY = "POST /v1/merchants";
    private static final String APPROVE = "POST /v1/merchants/{id}/approve";
    private static final String SUSPEND = "POST /v1/merchants/{id}/suspend";
    private static final String LEAVE = "POST /v1/merchants/{id}/leave";
    private static final String APPLICATION_PAGE = "directory/application";
    private static final String ACT_PAGE = "directory/merchant-act";

    private static final int MOST = 500;

    private final Directory directory;
    private final LedgerState ledgerState;
    private final People people;
    private final Numbers numbers;
    private final Homes homes;
    private final Bookings bookings;
    private final Downloads downloads;

    MerchantsController(
            Directory directory,
            LedgerState ledgerState,
            People people,
            Numbers numbers,
            Homes homes,
            Bookings bookings,
            Downloads downloads) {
        this.directory = directory;
        this.ledgerState = ledgerState;
        this.people = people;
        this.numbers = numbers;
        this.homes = homes;
        this.bookings = bookings;
        this.downloads = downloads;
    }

    @AllowedAs(READ)
    @GetMapping(LIST)
    String merchants(Caller caller, Form form, Model page) {
        var filter = filter(caller, form);
        page.addAttribute("merchants", Excerpt.of(directory.merchants(filter, form.value("apres"), MOST + 1), MOST));
        page.addAttribute("total", directory.count(filter));
        page.addAttribute("states", Merchant.Status.values());
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        page.addAttribute("mayLoadSectors", caller.is(Role.ADMIN) && caller.everyAssociation());
        return "directory/merchants";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format, Form form) {
        return downloads.of(
                "commerces",
                format,
                List.of(
                        new Column<>("directory.merchant", Listed::merchant),
                        new Column<>("directory.name", Listed::name),
                        new Column<>("directory.account", Listed::account),
                        new Column<>("directory.siret", Listed::siret),
                        new Column<>("directory.sector", it -> Sector.of(it.sector())),
                        new Column<>("directory.commune", it -> Commune.of(it.commune())),
                        new Column<>("directory.class", Listed::merchantClass),
                        new Column<>("directory.state", it -> new Word("directory.merchant." + it.status())),
                        new Column<>("directory.since", Listed::since)),
                directory.merchants(filter(caller, form), "", Downloads.ASKED));
    }

    private static Filter filter(Caller caller, Form form) {
        return new Filter(
                form.has("q") ? form.value("q") : null,
                commune(form),
                form.has("sector") ? Naf.read(form.value("sector")).orElse(form.value("sector")) : null,
                form.oneOf("status", Merchant.Status.class).orElse(null),
                caller.limitedTo().orElse(null));
    }

    /** None where nothing is typed, or where the form asks back which one is meant. */
    private static @Nullable String commune(Form form) {
        var commune = form.has("commune") ? form.commune("commune") : "";
        return commune.isEmpty() ? null : commune;
    }

    @AllowedAs(APPLY)
    @GetMapping(NEW)
    String application(Caller caller, Form form, Model page) {
        homes.offer(caller, form);
        return APPLICATION_PAGE;
    }

    @AllowedAs(APPLY)
    @PostMapping(NEW)
    String apply(Caller caller, Form form, Model page) {
        var name = form.text("name", 200);
        var siret = form.required("siret", siret(form));
        var sector = form.required("sector", sector(form));
        var commune = form.commune("commune");
        var named =
                form.has("class") ? form.text("class", Codes.MERCHANT_CLASS, "directory.class.wrong") : Rules.STANDARD;
        var until = form.day("membershipUntil").orElse(null);
        var association = homes.of(caller, form);
        if (form.isUnfinished()) {
            return APPLICATION_PAGE;
        }
        var account = numbers.account(association);
        var merchant = numbers.merchant(association);
        Asked<Merchant> asked = bookings.showOrBook(
                caller,
                form,
                "siret",
                it -> new ApplyAsMerchant(
                        it, merchant, account, siret.orElseThrow(), sector.orElseThrow(), commune, named, until),
                it -> people.enter(it.id(), account, name, null));
        return asked.leadsTo(page, APPLICATION_PAGE, LIST);
    }

    private static Optional<Siret> siret(Form form) {
        if (!form.has("siret")) {
            return Optional.empty();
        }
        return switch (Siret.read(form.value("siret"))) {
            case Siret.Valid it -> Optional.of(it.siret());
            case Siret.Invalid it -> {
                form.wrong("siret", "directory.siret." + Written.of(it.fault()));
                yield Optional.empty();
            }
        };
    }

    static Optional<String> sector(Form form) {
        var sector = Naf.read(form.value("sector"));
        if (sector.isEmpty() && form.has("sector")) {
            form.wrong("sector", "directory.sector.wrong");
        }
        return sector;
    }

    @AllowedAs(APPROVE)
    @ActMapping(ONE + "/agrement")
    String approve(Caller caller, @PathVariable String id, Form form, Model page) {
        return act(caller, id, "approve", form, page, ApproveMerchant::new);
    }

    @AllowedAs(SUSPEND)
    @ActMapping(ONE + "/suspension")
    String suspend(Caller caller, @PathVariable String id, Form form, Model page) {
        return act(caller, id, "suspend", form, page, SuspendMerchant::new);
    }

    @AllowedAs(LEAVE)
    @ActMapping(ONE + "/depart")
    String leave(Caller caller, @PathVariable String id, Form form, Model page) {
        return act(caller, id, "leave", form, page, LeaveNetwork::new);
    }

    /** Nothing is to be filled in: what it would do is shown at once, and booked when it is wanted. */
    private String act(
            Caller caller,
            String id,
            String act,
            Form form,
            Model page,
            BiFunction<Operation, MerchantId, Object> command) {
        var merchant = ledgerState.find(Merchant.TYPE, id).orElseThrow(Problems::notFound);
        page.addAttribute("merchant", merchant);
        page.addAttribute("act", act);
        page.addAttribute(
                "name", people.find(merchant.account()).map(People.Person::name).orElse(id));
        if (form.isToBeCorrected()) {
            return "redirect:" + LIST;
        }
        Asked<Merchant> asked = bookings.showOrBook(caller, form, "merchant", it -> command.apply(it, merchant.id()));
        return asked.leadsTo(page, ACT_PAGE, LIST);
    }
}
