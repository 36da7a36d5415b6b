package laroue.admin.vault;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Form;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Series;
import laroue.vault.Vault;
import laroue.vault.VaultCommand.Destroy;
import laroue.vault.VaultCommand.Print;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Notes come from the printer, and worn ones are destroyed. */
@Controller
class PrintingController {

    private static final String PRINTING = VaultController.ONE + "/impression";
    private static final String DESTRUCTION = VaultController.ONE + "/destruction";
    private static final String PRINT = "POST /v1/associations/{code}/note-printings";
    private static final String DESTROY = "POST /v1/associations/{code}/note-destructions";
    private static final String PRINT_PAGE = "vault/printing";
    private static final String DESTROY_PAGE = "vault/destruction";

    private static final String NOTES = "notes";

    private static final Pattern SERIES = Pattern.compile("[0-9A-Z-]{1,10}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private final VaultDoor door;
    private final Bookings bookings;

    PrintingController(VaultDoor door, Bookings bookings) {
        this.door = door;
        this.bookings = bookings;
    }

    /**
     * Asks for what was printed.
     *
     * @param coupures denominations that were never printed before
     */
    @AllowedAs(PRINT)
    @GetMapping(PRINTING)
    String printing(
            @PathVariable String code, @RequestParam(defaultValue = "") String coupures, Form form, Model page) {
        var vault = door.show(code, page);
        vault.current().ifPresent(it -> form.with("series", it.name()));
        var more = NUMBER.matcher(coupures)
                .results()
                .map(it -> Integer.parseInt(it.group()))
                .filter(it -> 1 <= it && it <= Note.MOST);
        showDenominations(more, page);
        return PRINT_PAGE;
    }

    @AllowedAs(PRINT)
    @PostMapping(PRINTING)
    String print(Caller caller, @PathVariable String code, Form form, Model page) {
        var vault = door.show(code, page);
        var series = form.text("series", SERIES, "vault.series.wrong");
        var printed =
                Series.isWellFormed(series) ? form.notes(NOTES, new Series(vault.association(), series)) : Notes.NONE;
        showDenominations(printed.counts().keySet().stream().map(Note::denomination), page);
        if (form.isComplete()) {
            form.required(NOTES, printed);
        }
        if (form.isUnfinished()) {
            return PRINT_PAGE;
        }
        page.addAttribute("moved", printed);
        Asked<Vault> asked =
                bookings.showOrBook(caller, form, NOTES, it -> new Print(it, vault.association(), printed));
        return asked.leadsTo(page, PRINT_PAGE, VaultController.LIST + "/" + code);
    }

    @AllowedAs(DESTROY)
    @GetMapping(DESTRUCTION)
    String destruction(@PathVariable String code, Form form, Model page) {
        showOwn(door.show(code, page), page);
        return DESTROY_PAGE;
    }

    @AllowedAs(DESTROY)
    @PostMapping(DESTRUCTION)
    String destroy(Caller caller, @PathVariable String code, Form form, Model page) {
        var vault = door.show(code, page);
        showOwn(vault, page);
        var destroyed = form.required(NOTES, form.notes(NOTES).ofIssuer(vault.association()));
        if (form.isUnfinished()) {
            return DESTROY_PAGE;
        }
        page.addAttribute("moved", destroyed);
        Asked<Vault> asked =
                bookings.showOrBook(caller, form, NOTES, it -> new Destroy(it, vault.association(), destroyed));
        return asked.leadsTo(page, DESTROY_PAGE, VaultController.LIST + "/" + code);
    }

    /** An association destroys its own; those of another issuer are that one's. */
    private static void showOwn(Vault vault, Model page) {
        page.addAttribute("own", vault.held().ofIssuer(vault.association()));
    }

    private void showDenominations(Stream<Integer> more, Model page) {
        page.addAttribute(
                "denominations",
                Stream.concat(door.denominations().stream(), more)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
