package laroue.api.circulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.value.HolderKind;
import laroue.view.PointInTime;
import laroue.view.circulation.Figure;
import laroue.view.disclosure.PaymentMatrix;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.disclosure.PaymentMatrix.Disclosed;
import laroue.view.measure.Quotient;
import laroue.view.usage.PaymentNetwork;
import laroue.view.usage.Takings;
import laroue.view.usage.WhoPaysWhom;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How roues are used, in a period. */
@RestController
class UseController {

    private static final int[] FIRST = {1, 5, 10};

    private final WhoPaysWhom whoPaysWhom;
    private final Takings takings;
    private final PaymentNetwork network;
    private final Scopes scopes;
    private final Times times;

    UseController(WhoPaysWhom whoPaysWhom, Takings takings, PaymentNetwork network, Scopes scopes, Times times) {
        this.whoPaysWhom = whoPaysWhom;
        this.takings = takings;
        this.network = network;
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
        var grouped = Scopes.word("by", by, By.class);
        var period = grouped == By.KIND ? scopes.period(from, to) : scopes.wholeMonths(from, to);
        var found = whoPaysWhom.matrix(grouped, scopes.association(association), period.from(), period.to());
        return new FlowsRead(
                period.from(),
                period.to(),
                association,
                Written.of(grouped),
                Figure.FLOWS.unit().written(),
                groups(found, found.rows()),
                groups(found, found.columns()),
                cells(found, it -> it.paid().cents()),
                cells(found, Disclosed::payments),
                times.asOf(PointInTime.NOW),
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

    private static List<List<@Nullable Long>> cells(PaymentMatrix matrix, ToLongFunction<Disclosed> value) {
        var rows = new ArrayList<List<@Nullable Long>>();
        for (var row : matrix.cells()) {
            var cells = new ArrayList<@Nullable Long>();
            for (var cell : row) {
                cells.add(cell instanceof Disclosed shown ? Long.valueOf(value.applyAsLong(shown)) : null);
            }
            rows.add(cells);
        }
        return rows;
    }

    /**
     * The share of a few.
     *
     * @param professionals how many
     * @param share of all that professionals took in; null if they took nothing in
     */
    record Share(int professionals, @Nullable BigDecimal share) {}

    /**
     * How much of what professionals took in went to few of them.
     *
     * @param association of the professionals; null for the territory
     * @param professionals who were paid; zero where they are fewer than five
     */
    record ConcentrationRead(
            LocalDate from,
            LocalDate to,
            @Nullable String association,
            long professionals,
            long receivedCents,
            List<Share> ofFirst,
            Instant asOf,
            long position) {}

    @GetMapping("/v1/circulation/concentration")
    ConcentrationRead concentration(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String association) {
        var period = scopes.period(from, to);
        var it = takings.in(scopes.association(association), period.from(), period.to());
        return new ConcentrationRead(
                period.from(),
                period.to(),
                association,
                it.takings().size(),
                it.received().cents(),
                Arrays.stream(FIRST)
                        .mapToObj(many -> new Share(
                                many, it.shareOfFirst(many).map(Quotient::value).orElse(null)))
                        .toList(),
                times.asOf(PointInTime.NOW),
                it.position());
    }

    /**
     * With how many others accounts exchanged payments.
     *
     * @param association of the accounts; null for the territory
     * @param meanDegree null where nobody paid
     */
    record NetworkRead(
            LocalDate from,
            LocalDate to,
            @Nullable String association,
            long accounts,
            @Nullable BigDecimal meanDegree,
            long medianDegree,
            long mostDegree,
            List<PaymentNetwork.Degree> degrees,
            Instant asOf,
            long position) {}

    @GetMapping("/v1/circulation/network")
    NetworkRead network(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String association) {
        var period = scopes.period(from, to, PaymentNetwork.MOST_DAYS);
        var it = network.degrees(scopes.association(association), period.from(), period.to());
        return new NetworkRead(
                period.from(),
                period.to(),
                association,
                it.accounts(),
                it.mean().map(Quotient::value).orElse(null),
                it.median(),
                it.most(),
                it.degrees(),
                times.asOf(PointInTime.NOW),
                it.position());
    }
}
