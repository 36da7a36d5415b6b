package laroue.api.circulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.value.HolderKind;
import laroue.view.Vantage;
import laroue.view.use.PaymentMatrix;
import laroue.view.use.PaymentMatrix.By;
import laroue.view.use.PaymentMatrix.Shown;
import laroue.view.use.WhoPaysWhom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How roues are used, in a period. */
@RestController
class UseController {

    private final WhoPaysWhom whoPaysWhom;
    private final Scopes scopes;
    private final Times times;

    UseController(WhoPaysWhom whoPaysWhom, Scopes scopes, Times times) {
        this.whoPaysWhom = whoPaysWhom;
        this.scopes = scopes;
        this.times = times;
    }

    /**
     * Who paid whom.
     *
     * @param association of the payers; null for the territory
     * @param cells row by row, in cents; null where a cell is hidden
     * @param payments the same as numbers of payments
     * @param position up to which all events are counted
     */
    record FlowsRead(
            LocalDate from,
            LocalDate to,
            @Nullable String association,
            String by,
            String unit,
            List<String> rows,
            List<String> columns,
            List<List<@Nullable Long>> cells,
            List<List<@Nullable Long>> payments,
            Instant asOf,
            long position) {}

    @GetMapping("/v1/circulation/flows")
    FlowsRead flows(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String by,
            @RequestParam(required = false) @Nullable String association) {
        var period = scopes.period(from, to);
        var grouped = Scopes.word("by", by, By.class);
        var found = whoPaysWhom.matrix(grouped, scopes.association(association), period.from(), period.to());
        return new FlowsRead(
                period.from(),
                period.to(),
                association,
                Written.of(grouped),
                "cents",
                groups(found, found.rows()),
                groups(found, found.columns()),
                cells(found, it -> it.paid().cents()),
                cells(found, Shown::payments),
                times.asOf(Vantage.NOW),
                found.position());
    }

    private static List<String> groups(PaymentMatrix matrix, List<String> groups) {
        return groups.stream()
                .map(it -> switch (matrix.by()) {
                    case KIND -> Written.of(HolderKind.valueOf(it));
                    case COMMUNE -> it.isEmpty() ? "unknown" : it;
                    case SECTOR -> it.matches("[A-Z]+") ? Written.of(HolderKind.valueOf(it)) : it;
                })
                .toList();
    }

    private static List<List<@Nullable Long>> cells(PaymentMatrix matrix, ToLongFunction<Shown> value) {
        var rows = new ArrayList<List<@Nullable Long>>();
        for (var row : matrix.cells()) {
            var cells = new ArrayList<@Nullable Long>();
            for (var cell : row) {
                cells.add(cell instanceof Shown shown ? Long.valueOf(value.applyAsLong(shown)) : null);
            }
            rows.add(cells);
        }
        return rows;
    }
}
