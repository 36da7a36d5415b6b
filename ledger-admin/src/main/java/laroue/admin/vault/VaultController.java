package laroue.admin.vault;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.register.Role;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Roues;
import laroue.view.desk.NoteQueries;
import laroue.view.desk.NoteQueries.VaultMovement;
import laroue.view.desk.NoteQueries.Whereabouts;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What lies in a vault, what came and went, and where the notes of its association are. */
@Controller
class VaultController {

    static final String LIST = "/coffre";
    static final String ONE = LIST + "/{code}";

    private static final String READ = "GET /v1/associations/{code}/notes";

    private static final int LATELY = 20;

    private final VaultDoor door;
    private final NoteQueries notes;
    private final Downloads downloads;
    private final InstantSource clock;

    VaultController(VaultDoor door, NoteQueries notes, Downloads downloads, InstantSource clock) {
        this.door = door;
        this.notes = notes;
        this.downloads = downloads;
        this.clock = clock;
    }

    /** Who works for one association has one vault to look at. */
    @AllowedAs("GET /v1/associations")
    @GetMapping(LIST)
    String vaults(Caller caller, Model page) {
        var own = caller.limitedTo();
        if (own.isPresent()) {
            return "redirect:" + LIST + "/" + own.get();
        }
        page.addAttribute("vaults", door.all());
        return "vault/vaults";
    }

    @AllowedAs(READ)
    @GetMapping(ONE)
    String vault(Caller caller, @PathVariable String code, Model page) {
        var vault = door.show(code, page);
        page.addAttribute("held", lines(vault.held()));
        page.addAttribute("whereabouts", notes.whereabouts(vault.association()));
        page.addAttribute("movements", notes.movements(vault.association(), Long.MAX_VALUE, LATELY));
        page.addAttribute("today", BusinessDay.of(clock.instant()));
        page.addAttribute("mayAct", caller.is(Role.TREASURER));
        return "vault/vault";
    }

    @AllowedAs(READ)
    @GetMapping(ONE + "/billets" + Downloads.FORMAT)
    ResponseEntity<byte[]> held(@PathVariable String code, @PathVariable String format, Model page) {
        return downloads.of(
                "coffre-" + code,
                format,
                List.of(
                        new Column<Map.Entry<Note, Integer>>(
                                "vault.series", it -> it.getKey().series()),
                        new Column<>("vault.denomination", it -> it.getKey().denomination()),
                        new Column<>("vault.count", Map.Entry::getValue),
                        new Column<>("vault.value", VaultController::worth)),
                lines(door.show(code, page).held()));
    }

    @AllowedAs(READ)
    @GetMapping(ONE + "/ou-sont-les-billets" + Downloads.FORMAT)
    ResponseEntity<byte[]> whereabouts(@PathVariable String code, @PathVariable String format) {
        return downloads.of(
                "billets-" + code,
                format,
                List.of(
                        new Column<Whereabouts>("vault.series", it -> it.note().series()),
                        new Column<>("vault.denomination", it -> it.note().denomination()),
                        new Column<>("vault.printed", Whereabouts::printed),
                        new Column<>("vault.in-vaults", Whereabouts::vaults),
                        new Column<>("vault.in-transit", Whereabouts::transit),
                        new Column<>("vault.in-stocks", Whereabouts::stocks),
                        new Column<>("vault.in-returns", Whereabouts::returns),
                        new Column<>("vault.in-circulation", Whereabouts::circulation),
                        new Column<>("vault.expired", Whereabouts::expired)),
                notes.whereabouts(new AssociationCode(code)));
    }

    @AllowedAs(READ)
    @GetMapping(ONE + "/mouvements" + Downloads.FORMAT)
    ResponseEntity<byte[]> movements(@PathVariable String code, @PathVariable String format) {
        return downloads.of(
                "mouvements-" + code,
                format,
                List.of(
                        new Column<VaultMovement>("vault.when", VaultMovement::at),
                        new Column<>("vault.what", it -> new Word("vault.cause." + it.cause())),
                        new Column<>("vault.notes", VaultMovement::notes),
                        new Column<>("vault.value", VaultMovement::value),
                        new Column<>("vault.operation", VaultMovement::operation)),
                notes.movements(new AssociationCode(code), Long.MAX_VALUE, Downloads.ASKED));
    }

    private static Roues worth(Map.Entry<Note, Integer> line) {
        return Notes.of(line.getKey().series(), Map.of(line.getKey().denomination(), line.getValue()))
                .value();
    }

    private static List<Map.Entry<Note, Integer>> lines(Notes notes) {
        return List.copyOf(notes.counts().entrySet());
    }
}
