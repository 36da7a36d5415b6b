package laroue.api.circulation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Problems;
import laroue.api.http.Times;
import laroue.api.http.Written;
import laroue.association.Association;
import laroue.decision.Heads;
import laroue.value.AssociationCode;
import laroue.view.Stretch;
import laroue.view.Vantage;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Series;
import laroue.view.circulation.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures that every association shows to every other. */
@RestController
class CirculationController {

    private static final long MOST_POINTS = 5_000;

    private final Figures figures;
    private final Series series;
    private final Heads heads;
    private final Times times;

    CirculationController(Figures figures, Series series, Heads heads, Times times) {
        this.figures = figures;
        this.series = series;
        this.heads = heads;
        this.times = times;
    }

    /** The dedicated accounts. */
    record Guarantee(long paper, long digital) {}

    /** Fractions cut to four decimals; null without a debt. */
    record Coverage(
            @JsonRawValue @Nullable String strict,
            @JsonRawValue @Nullable String extended) {
        static Coverage of(Circulation it) {
            return new Coverage(text(it.strict()), text(it.extended()));
        }

        private static @Nullable String text(Optional<laroue.view.circulation.Coverage> coverage) {
            return coverage.map(Object::toString).orElse(null);
        }
    }

    /**
     * What circulates, and what it is backed by.
     *
     * @param association null for the territory
     * @param position of the last event that is counted
     */
    record CirculationRead(
            Instant asOf,
            @Nullable String association,
            long paperCents,
            long digitalCents,
            long totalCents,
            long acceptedReconversionsCents,
            Guarantee guaranteeEuroCents,
            long inTransitEuroCents,
            long claimsCents,
            Coverage coverage,
            long position) {}

    @GetMapping("/v1/circulation")
    CirculationRead circulation(
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            HttpServletRequest request) {
        var code = association(association);
        var vantage = times.vantage(asOf, knownAt, request.getRequestURI());
        var it = code == null ? figures.ofTerritory(vantage) : figures.of(code, vantage);
        return read(code, vantage, it);
    }

    private CirculationRead read(@Nullable AssociationCode code, Vantage vantage, Circulation it) {
        return new CirculationRead(
                times.asOf(vantage),
                code == null ? null : code.code(),
                it.paperCents(),
                it.digitalCents(),
                it.totalCents(),
                it.acceptedReconversionsCents(),
                new Guarantee(it.guaranteePaperEuroCents(), it.guaranteeDigitalEuroCents()),
                it.inTransitEuroCents(),
                it.claimsCents(),
                Coverage.of(it),
                it.position());
    }

    record Point(LocalDate from, long value) {}

    record SeriesRead(String figure, String unit, String step, List<Point> points) {}

    @GetMapping("/v1/circulation/series")
    SeriesRead series(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String figure,
            @RequestParam(defaultValue = "day") String step,
            @RequestParam(required = false) @Nullable String association) {
        var asked = Written.read(figure, Figure.class)
                .orElseThrow(() -> Problems.malformed("figure", "un de ces chiffres est attendu : " + words()));
        var by = Written.read(step, Step.class)
                .orElseThrow(() -> Problems.malformed("step", "day, week, month ou year est attendu"));
        var first = times.day("from", from);
        var end = times.day("to", to);
        if (end.isBefore(first) || first.until(end, ChronoUnit.DAYS) > MOST_POINTS) {
            throw Problems.malformed(
                    "to", "une date après « from » est attendue, de " + MOST_POINTS + " jours au plus");
        }
        var points = series.points(asked, by, association(association), first, end).stream()
                .map(it -> new Point(it.from(), it.value()))
                .toList();
        return new SeriesRead(Written.of(asked), Written.of(asked.unit()), Written.of(by), points);
    }

    /** What a figure is, for who reads it (rule 47). */
    record Definition(String figure, String name, String formula, String unit, String source) {}

    private static final String MEASURED = "mesuré : écritures du registre";

    private static final List<Definition> OF_A_MOMENT = List.of(
            new Definition(
                    "paperCents",
                    "Billets en circulation",
                    "Billets de l'association dans les mains du public, où que ce soit, caisses en roues comprises ; ni"
                            + " coffre, ni transit, ni stocks, ni retours.",
                    "cents",
                    MEASURED),
            new Definition(
                    "digitalCents",
                    "Roues numériques en circulation",
                    "Somme des soldes des comptes de" + " l'association.",
                    "cents",
                    MEASURED),
            new Definition(
                    "totalCents",
                    "Roues en circulation",
                    "Billets et roues numériques en circulation.",
                    "cents",
                    MEASURED),
            new Definition(
                    "acceptedReconversionsCents",
                    "Reconversions à payer",
                    "Montant brut des reconversions" + " acceptées et pas encore payées.",
                    "cents",
                    MEASURED),
            new Definition(
                    "guaranteeEuroCents",
                    "Fonds de garantie",
                    "Euros sur les deux comptes dédiés, l'un pour les" + " billets, l'autre pour le numérique.",
                    "cents",
                    MEASURED),
            new Definition(
                    "inTransitEuroCents",
                    "Euros en chemin",
                    "Euros de change dans les caisses des comptoirs et à la banque de dépôt, pas encore sur les comptes"
                            + " dédiés ; ni adhésions, ni écarts.",
                    "cents",
                    MEASURED),
            new Definition(
                    "claimsCents",
                    "Créances",
                    "Ce que les autres associations lui doivent, moins ce qu'elle leur" + " doit.",
                    "cents",
                    MEASURED),
            new Definition(
                    "coverage.strict",
                    "Couverture stricte",
                    "Fonds de garantie divisés par la dette, coupé à"
                            + " quatre décimales. Dette : roues en circulation et reconversions à payer.",
                    "ratio",
                    MEASURED),
            new Definition(
                    "coverage.extended",
                    "Couverture étendue",
                    "Fonds de garantie, euros en chemin et créances,"
                            + " divisés par la dette, coupé à quatre décimales.",
                    "ratio",
                    MEASURED));

    @GetMapping("/v1/circulation/definitions")
    Page<Definition> definitions(Paging paging) {
        var overTime = Arrays.stream(Figure.values())
                .map(it -> new Definition(Written.of(it), it.title(), it.formula(), Written.of(it.unit()), MEASURED));
        var after = paging.after() == null ? "" : paging.after();
        var all = Stream.concat(OF_A_MOMENT.stream(), overTime).toList();
        var rest = all.stream()
                .skip(
                        after.isEmpty()
                                ? 0
                                : 1
                                        + all.stream()
                                                .map(Definition::figure)
                                                .toList()
                                                .indexOf(after))
                .limit(paging.oneMore())
                .toList();
        return Page.of(Definition.class, rest, paging, Definition::figure);
    }

    /** What one association owes another, netted over all that happened, or over a period (rule 44). */
    record ClaimLine(String creditor, String debtor, long amountEuroCents) {
        String pair() {
            return creditor + "/" + debtor;
        }
    }

    @GetMapping("/v1/claims")
    Page<ClaimLine> claims(
            @RequestParam(required = false) @Nullable String association,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            Paging paging,
            HttpServletRequest request) {
        var vantage = times.vantage(asOf, knownAt, request.getRequestURI());
        var code = association(association);
        var claims = from == null && to == null
                ? figures.claims(code, vantage)
                : figures.claims(code, period(from, to, asOf), vantage.knownAt());
        var after = paging.after() == null ? "" : paging.after();
        var lines = claims.claims().stream()
                .map(it -> new ClaimLine(it.creditor().code(), it.debtor().code(), it.cents()))
                .filter(it -> it.pair().compareTo(after) > 0)
                .sorted(Comparator.comparing(ClaimLine::pair))
                .limit(paging.oneMore())
                .toList();
        return Page.of(ClaimLine.class, lines, paging, ClaimLine::pair);
    }

    private Stretch period(@Nullable String from, @Nullable String to, @Nullable String asOf) {
        if (asOf != null) {
            throw Problems.malformed("asOf", "une période a ses bornes « from » et « to » : « asOf » n'y ajoute rien");
        }
        return times.stretch(from, to);
    }

    private @Nullable AssociationCode association(@Nullable String code) {
        if (code == null) {
            return null;
        }
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.malformed("association", "un code d'association est attendu, comme 05");
        }
        return heads.find(Association.KIND, code).map(Association::code).orElseThrow(Problems::notFound);
    }

    private static String words() {
        return String.join(", ", Arrays.stream(Figure.values()).map(Written::of).toList());
    }
}
