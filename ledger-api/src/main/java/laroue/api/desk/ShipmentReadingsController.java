package laroue.api.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import laroue.api.http.CountedNotes;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.value.Series;
import laroue.view.desk.NoteQueries;
import laroue.view.desk.NoteQueries.Filter;
import laroue.view.desk.NoteQueries.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shipments under way and those that came in. Who carries is not told here: it is a person's name. */
@RestController
class ShipmentReadingsController {

    private final NoteQueries notes;
    private final DeskBooks books;
    private final Access access;

    ShipmentReadingsController(NoteQueries notes, DeskBooks books, Access access) {
        this.notes = notes;
        this.books = books;
        this.access = access;
    }

    /**
     * One shipment.
     *
     * @param left what is still on the road
     * @param state {@code under-way}, {@code received}, {@code lost} or {@code found}
     * @param receivedBy who counted what came; several if it came in several parts
     */
    record ShipmentLine(
            String id,
            String association,
            String desk,
            String direction,
            String holding,
            Map<String, Object> sent,
            Map<String, Object> received,
            Map<String, Object> lost,
            Map<String, Object> found,
            Map<String, Object> left,
            String state,
            List<String> sentBy,
            List<String> receivedBy,
            Instant at,
            long position) {

        static ShipmentLine of(NoteQueries.ShipmentLine it, Optional<Series> current) {
            return new ShipmentLine(
                    it.shipment().toString(),
                    it.association().code(),
                    it.desk().id(),
                    Written.of(it.direction()),
                    Piles.written(it.pile()),
                    CountedNotes.write(it.sent(), current),
                    CountedNotes.write(it.received(), current),
                    CountedNotes.write(it.lost(), current),
                    CountedNotes.write(it.found(), current),
                    CountedNotes.write(it.left(), current),
                    state(it),
                    by(it, "SENT"),
                    by(it, "RECEIVED"),
                    it.steps().getFirst().at(),
                    it.position());
        }

        private static String state(NoteQueries.ShipmentLine it) {
            if (!it.left().isEmpty()) {
                return "under-way";
            }
            if (!it.lost().isEmpty()) {
                return "lost";
            }
            return it.found().isEmpty() ? "received" : "found";
        }

        private static List<String> by(NoteQueries.ShipmentLine it, String step) {
            return it.steps().stream()
                    .filter(one -> one.step().equals(step))
                    .map(Step::by)
                    .distinct()
                    .toList();
        }
    }

    /** With {@code underWay=true}, those of which something is still on the road. */
    @GetMapping("/v1/shipments")
    Page<ShipmentLine> shipments(
            Caller caller,
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false) @Nullable String underWay,
            Paging paging) {
        var concerned = Concerned.of(caller, access, association, desk);
        var filter = new Filter(concerned.association(), concerned.desk(), Flags.read("underWay", underWay));
        var lines = notes.shipments(filter, paging.afterNumber().orElse(Long.MAX_VALUE), paging.oneMore()).stream()
                .map(it -> ShipmentLine.of(it, books.current(it.association())))
                .toList();
        return Page.of(ShipmentLine.class, lines, paging, it -> String.valueOf(it.position()));
    }
}
