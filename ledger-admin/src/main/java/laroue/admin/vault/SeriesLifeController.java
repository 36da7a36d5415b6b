package laroue.admin.vault;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.register.Memos;
import laroue.value.Rate;
import laroue.value.Series;
import laroue.vault.Vault;
import laroue.vault.VaultCommand.DecideStamps;
import laroue.vault.VaultCommand.EndSeries;
import laroue.vault.VaultCommand.Expire;
import laroue.vault.Withdrawal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The years of notes: stamps, the three dates on which a series ends, and what is no longer owed (rules 42 and 43). */
@Controller
class SeriesLifeController {

    private static final String WITHDRAWAL = VaultController.ONE + "/series/{s}/retrait";
    private static final String STAMPS = VaultController.ONE + "/tampons";
    private static final String EXPIRY = VaultController.ONE + "/prescription";
    private static final String WITHDRAW = "POST /v1/associations/{code}/series/{s}/withdrawal";
    private static final String STAMP = "POST /v1/associations/{code}/stamp-campaigns";
    private static final String EXPIRE = "POST /v1/associations/{code}/expiries";
    private static final String WITHDRAWAL_PAGE = "vault/withdrawal";
    private static final String STAMPS_PAGE = "vault/stamps";
    private static final String EXPIRY_PAGE = "vault/expiry";

    private static final String NOTES = "notes";

    private static final Pattern YEAR = Pattern.compile("2[0-9]{3}");

    private final VaultDoor door;
    private final Memos words;
    private final Bookings bookings;

    SeriesLifeController(VaultDoor door, Memos words, Bookings bookings) {
        this.door = door;
        this.words = words;
        this.bookings = bookings;
    }

    @AllowedAs(WITHDRAW)
    @GetMapping(WITHDRAWAL)
    String withdrawal(@PathVariable String code, @PathVariable String s, Form form, Model page) {
        var vault = door.show(code, page);
        showSeries(vault, s, page);
        Optional.ofNullable(vault.ends().get(s))
                .ifPresent(it -> form.with("lastSpend", it.lastSpend().toString())
                        .with("lastExchange", it.lastExchange().toString())
                        .with("prescription", it.prescription().toString()));
        return WITHDRAWAL_PAGE;
    }

    @AllowedAs(WITHDRAW)
    @PostMapping(WITHDRAWAL)
    String withdraw(Caller caller, @PathVariable String code, @PathVariable String s, Form form, Model page) {
        var vault = door.show(code, page);
        var series = showSeries(vault, s, page);
        var end = withdrawal(form);
        if (end.isEmpty() || form.isToBeCorrected()) {
            return WITHDRAWAL_PAGE;
        }
        page.addAttribute("end", end.get());
        Asked<Vault> asked = bookings.showOrBook(
                caller, form, "lastSpend", it -> new EndSeries(it, vault.association(), series, end.get()));
        return asked.leadsTo(page, WITHDRAWAL_PAGE, VaultController.LIST + "/" + code);
    }

    private static Series showSeries(Vault vault, String name, Model page) {
        var series = vault.series().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(Problems::notFound);
        page.addAttribute("series", series);
        return series;
    }

    private static Optional<Withdrawal> withdrawal(Form form) {
        var lastSpend = day(form, "lastSpend");
        var lastExchange = day(form, "lastExchange");
        var prescription = day(form, "prescription");
        if (lastExchange.isBefore(lastSpend)) {
            form.wrong("lastExchange", "vault.dates.wrong");
        }
        if (prescription.isBefore(lastExchange)) {
            form.wrong("prescription", "vault.dates.wrong");
        }
        return form.isComplete()
                ? Optional.of(new Withdrawal(lastSpend, lastExchange, prescription))
                : Optional.empty();
    }

    /** The day of a field; any day, and a complaint, where there is none. */
    private static LocalDate day(Form form, String name) {
        return form.required(name, form.day(name)).orElse(LocalDate.EPOCH);
    }

    @AllowedAs(STAMP)
    @GetMapping(STAMPS)
    String stamps(@PathVariable String code, Form form, Model page) {
        door.show(code, page);
        return STAMPS_PAGE;
    }

    @AllowedAs(STAMP)
    @PostMapping(STAMPS)
    String stamp(Caller caller, @PathVariable String code, Form form, Model page) {
        var vault = door.show(code, page);
        var year = form.text("year", YEAR, "vault.year.wrong");
        var price = price(form);
        if (form.isUnfinished()) {
            return STAMPS_PAGE;
        }
        Asked<Vault> asked = bookings.showOrBook(
                caller, form, "year", it -> new DecideStamps(it, vault.association(), Integer.parseInt(year), price));
        return asked.leadsTo(page, STAMPS_PAGE, VaultController.LIST + "/" + code);
    }

    /** Typed in hundredths of what a note is worth. */
    private static Rate price(Form form) {
        var typed = form.value("price");
        var price = Rate.ofPercent(typed);
        if (price.isEmpty()) {
            form.wrong("price", typed.isEmpty() ? "form.missing" : "vault.price.wrong");
        }
        return price.orElse(Rate.NONE);
    }

    @AllowedAs(EXPIRE)
    @GetMapping(EXPIRY)
    String expiry(@PathVariable String code, Form form, Model page) {
        showOut(door.show(code, page), page);
        return EXPIRY_PAGE;
    }

    @AllowedAs(EXPIRE)
    @PostMapping(EXPIRY)
    String expire(Caller caller, @PathVariable String code, Form form, Model page) {
        var vault = door.show(code, page);
        showOut(vault, page);
        var notes = form.required(NOTES, form.notes(NOTES).ofIssuer(vault.association()));
        var decision = form.text("decision", 500);
        var from = day(form, "from");
        if (form.isUnfinished()) {
            return EXPIRY_PAGE;
        }
        page.addAttribute("expired", notes);
        page.addAttribute("from", from);
        Asked<Vault> asked = bookings.showOrBook(
                caller,
                form,
                NOTES,
                it -> new Expire(it, vault.association(), notes, from),
                it -> words.enter(it.id(), null, decision));
        return asked.leadsTo(page, EXPIRY_PAGE, VaultController.LIST + "/" + code);
    }

    /** What can be out: printed, and neither destroyed nor in the vault. */
    private static void showOut(Vault vault, Model page) {
        page.addAttribute("out", vault.issued().beyond(vault.held()));
    }
}
