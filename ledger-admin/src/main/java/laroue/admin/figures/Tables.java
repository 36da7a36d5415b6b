package laroue.admin.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import laroue.admin.frame.Formats;
import laroue.api.command.Problems;
import laroue.api.security.Caller;
import laroue.register.DeskNames;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Roues;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Series;
import laroue.view.circulation.SeriesRequest;
import laroue.view.desk.DeskActivity;
import laroue.view.disclosure.PaymentMatrix;
import laroue.view.disclosure.PaymentMatrix.By;
import laroue.view.disclosure.PaymentMatrix.Disclosed;
import laroue.view.disclosure.WholeMonths;
import laroue.view.measure.Flow;
import laroue.view.measure.Quotient;
import laroue.view.measure.Step;
import laroue.view.merchant.Directory;
import laroue.view.usage.DormantBalances;
import laroue.view.usage.Takings;
import laroue.view.usage.WhoPaysWhom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The tables of the dashboard, by their names. Each is the same on the page, as CSV and as a sheet. */
@Component
final class Tables {

    static final List<String> NAMES = List.of(
            "emissions",
            "circulation",
            "qui-paie-qui",
            "communes",
            "secteurs",
            "commerces",
            "soldes-dormants",
            "comptoirs");

    /** The month of the outlook and those of the year before it. */
    private static final int MONTHS = 12;

    private final Series series;
    private final WhoPaysWhom whoPaysWhom;
    private final Takings takings;
    private final DormantBalances dormant;
    private final DeskActivity desks;
    private final DeskNames deskNames;
    private final Directory merchants;
    private final MessageSource messages;

    Tables(
            Series series,
            WhoPaysWhom whoPaysWhom,
            Takings takings,
            DormantBalances dormant,
            DeskActivity desks,
            DeskNames deskNames,
            Directory merchants,
            MessageSource messages) {
        this.series = series;
        this.whoPaysWhom = whoPaysWhom;
        this.takings = takings;
        this.dormant = dormant;
        this.desks = desks;
        this.deskNames = deskNames;
        this.merchants = merchants;
        this.messages = messages;
    }

    /** One table; no such page, if it has none of that name. */
    Table of(String name, Outlook outlook, Caller caller, Locale reader) {
        return switch (name) {
            case "emissions" -> overTime(name, outlook, Day.FIRST, Figure.ISSUED, Figure.RECONVERTED);
            case "circulation" ->
                overTime(name, outlook, Day.LAST, Figure.PAPER_IN_CIRCULATION, Figure.DIGITAL_IN_CIRCULATION);
            case "qui-paie-qui" -> matrix(name, By.KIND, outlook, reader);
            case "communes" -> matrix(name, By.COMMUNE, outlook, reader);
            case "secteurs" -> matrix(name, By.SECTOR, outlook, reader);
            case "commerces" -> takings(name, outlook, caller, reader);
            case "soldes-dormants" -> dormant(name, outlook, caller);
            case "comptoirs" -> desks(name, outlook, reader);
            default -> throw Problems.notFound();
        };
    }

    /** By which of its days a month is named: what is held is as it is at its end. */
    enum Day {
        FIRST("figures.month"),
        LAST("figures.month-end");

        private final String heading;

        Day(String heading) {
            this.heading = heading;
        }
    }

    /** A column for each figure, headed by the message of its name. */
    private Table overTime(String name, Outlook outlook, Day named, Figure... figures) {
        var asked = new SeriesRequest(
                outlook.association(),
                Step.MONTH,
                outlook.day().withDayOfMonth(1).minusMonths(MONTHS),
                outlook.to(),
                outlook.now());
        var points = Arrays.stream(figures)
                .map(it -> series.points(it, asked).points())
                .toList();
        var days = days(points.getFirst(), named, outlook);
        var columns = Stream.concat(
                        Stream.of(named.heading), Arrays.stream(figures).map(it -> "figures." + it.published()))
                .toList();
        return new Table(
                name,
                "figures." + name,
                columns,
                IntStream.range(0, days.size())
                        .mapToObj(i -> {
                            var row = new ArrayList<@Nullable Object>();
                            row.add(days.get(i));
                            points.forEach(it -> row.add(cents(it.get(i).value())));
                            return (List<@Nullable Object>) row;
                        })
                        .toList());
    }

    /** A month that is not over yet ends with the day that is looked at. */
    static List<LocalDate> days(List<Series.Point> months, Day named, Outlook outlook) {
        var firsts = months.stream().map(Series.Point::from).toList();
        return switch (named) {
            case FIRST -> firsts;
            case LAST ->
                Stream.concat(firsts.stream().skip(1), Stream.of(outlook.to()))
                        .map(it -> it.minusDays(1))
                        .toList();
        };
    }

    private static @Nullable Roues cents(@Nullable BigDecimal value) {
        return value == null ? null : new Roues(value.longValueExact());
    }

    private Table matrix(String name, By by, Outlook outlook, Locale reader) {
        var months = outlook.wholeMonths();
        var found = by == By.KIND
                ? whoPaysWhom.matrix(by, outlook.association(), outlook.from(), outlook.to())
                : whoPaysWhom.matrix(by, outlook.association(), months.from(), months.to());
        var columns = new ArrayList<String>();
        columns.add(by == By.KIND ? "figures.payers" : payersIn(months, reader));
        found.columns().forEach(it -> columns.add(group(by, it, reader)));
        var rows = new ArrayList<List<@Nullable Object>>();
        for (int i = 0; i < found.rows().size(); i++) {
            var row = new ArrayList<@Nullable Object>();
            row.add(group(by, found.rows().get(i), reader));
            found.cells().get(i).forEach(it -> row.add(cell(it, reader)));
            rows.add(row);
        }
        return new Table(name, "figures." + name, columns, rows);
    }

    /** Which months are meant: of the period only those that are over are told. */
    private String payersIn(WholeMonths months, Locale reader) {
        var format = Formats.of(reader);
        Object[] days = {format.day(months.from()), format.day(months.to().minusDays(1))};
        return messages.getMessage("figures.payers-in", days, reader);
    }

    private Object cell(PaymentMatrix.Cell cell, Locale reader) {
        return cell instanceof Disclosed it ? new Roues(it.paid().cents()) : say("figures.hidden", reader);
    }

    private String group(By by, String group, Locale reader) {
        if (group.isEmpty()) {
            return say("figures.unknown", reader);
        }
        boolean kind =
                Arrays.stream(HolderKind.values()).anyMatch(it -> it.name().equals(group));
        if (kind) {
            return say("figures.kind." + group.toLowerCase(Locale.ROOT), reader);
        }
        return by == By.COMMUNE
                ? Formats.of(reader).commune(group)
                : Formats.of(reader).sector(group);
    }

    private Table takings(String name, Outlook outlook, Caller caller, Locale reader) {
        var found = takings.in(outlook.association(), outlook.from(), outlook.to());
        var names = merchantNames(outlook);
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var it : found.takings()) {
            rows.add(row(
                    rows.size() + 1,
                    it.account().association().code(),
                    caller.sees(it.account()) ? names.get(it.account().number()) : null,
                    it.commune() == null || !caller.sees(it.account())
                            ? null
                            : Formats.of(reader).commune(it.commune()),
                    it.sector() == null ? null : Formats.of(reader).sector(it.sector()),
                    roues(it.received()),
                    it.payments(),
                    it.received()
                            .dividedBy(found.received())
                            .map(Quotient::value)
                            .orElse(null)));
        }
        return new Table(
                name,
                "figures." + name,
                List.of(
                        "figures.rank",
                        "figures.association",
                        "figures.merchant",
                        "figures.commune",
                        "figures.sector",
                        "figures.received",
                        "figures.payments",
                        "figures.share"),
                rows);
    }

    private Map<String, String> merchantNames(Outlook outlook) {
        return merchants
                .merchants(new Directory.Filter(null, null, null, null, outlook.association()), "", Integer.MAX_VALUE)
                .stream()
                .filter(it -> it.name() != null)
                .collect(Collectors.toMap(Directory.Listed::account, it -> String.valueOf(it.name())));
    }

    private Table dormant(String name, Outlook outlook, Caller caller) {
        var until = outlook.until();
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var it :
                dormant.at(outlook.association(), until, DormantBalances.MONTHS).accounts()) {
            rows.add(row(
                    it.account().association().code(),
                    seen(caller, it.account()),
                    new Roues(it.balance().cents()),
                    it.since(),
                    ChronoUnit.DAYS.between(it.since(), until)));
        }
        return new Table(
                name,
                "figures." + name,
                List.of(
                        "figures.association",
                        "figures.account",
                        "figures.balance",
                        "figures.last-movement",
                        "figures.resting-days"),
                rows);
    }

    private static @Nullable String seen(Caller caller, AccountNumber account) {
        return caller.sees(account) ? account.number() : null;
    }

    private Table desks(String name, Outlook outlook, Locale reader) {
        var found =
                desks.in(outlook.association(), outlook.from(), outlook.to()).desks();
        var names = deskNames.find(found.stream().map(it -> it.desk().id()).toList());
        return new Table(
                name,
                "figures." + name,
                List.of(
                        "figures.desk",
                        "figures.commune",
                        "figures.operations",
                        "figures.issued-paper",
                        "figures.issued-digital",
                        "figures.taken-back",
                        "figures.received-euros",
                        "figures.unremitted",
                        "figures.oldest-euros"),
                found.stream()
                        .map(it -> row(
                                names.getOrDefault(it.desk().id(), it.desk().id()),
                                Formats.of(reader).commune(it.commune()),
                                it.operations(),
                                roues(it.issuedPaper()),
                                roues(it.issuedDigital()),
                                roues(it.takenBack()),
                                new Euros(it.received().cents()),
                                new Euros(it.unremitted().cents()),
                                it.oldestEurosAt()))
                        .toList());
    }

    private static Roues roues(Flow flow) {
        return new Roues(flow.cents());
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private String say(String key, Locale reader) {
        return messages.getMessage(key, null, reader);
    }
}
