package laroue.admin.queues;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.admin.frame.Downloads;
import laroue.admin.queues.Alert.Unsaved.Trouble;
import laroue.api.desk.DeskBooks;
import laroue.association.Association;
import laroue.association.State;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;
import laroue.decision.LedgerState;
import laroue.register.AbuseLog;
import laroue.register.DeskNames;
import laroue.register.Verifications;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.PointInTime;
import laroue.view.Unfolded;
import laroue.view.Waiting;
import laroue.view.association.AssociationList;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import laroue.view.circulation.Series;
import laroue.view.circulation.SeriesRequest;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueries.DeskLine;
import laroue.view.measure.Step;
import laroue.view.statement.ReturnedMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is not as it should be: looked up each time, so that an alert ends with its reason. */
@Component
class Alerts {

    /** One is made each night; it may be late once. */
    private static final Duration BACKUP_IS_OLD = Duration.ofHours(30);

    private static final int MOST_DESKS = 10_000;

    private static final int LOOKED_BACK_DAYS = 3_653;

    private final DeskQueries desks;
    private final DeskBooks books;
    private final DeskNames names;
    private final Figures figures;
    private final Series series;
    private final Identities identities;
    private final AssociationList associations;
    private final Verifications verifications;
    private final BackupLog backups;
    private final AbuseLog abuses;
    private final ReturnedMoney returned;
    private final LedgerState ledgerState;
    private final JdbcClient db;
    private final InstantSource clock;

    Alerts(
            DeskQueries desks,
            DeskBooks books,
            DeskNames names,
            Figures figures,
            Series series,
            Identities identities,
            AssociationList associations,
            Verifications verifications,
            BackupLog backups,
            AbuseLog abuses,
            ReturnedMoney returned,
            LedgerState ledgerState,
            JdbcClient db,
            InstantSource clock) {
        this.desks = desks;
        this.books = books;
        this.names = names;
        this.figures = figures;
        this.series = series;
        this.identities = identities;
        this.associations = associations;
        this.verifications = verifications;
        this.backups = backups;
        this.abuses = abuses;
        this.returned = returned;
        this.ledgerState = ledgerState;
        this.db = db;
        this.clock = clock;
    }

    Waiting waiting(@Nullable AssociationCode association) {
        var alerts = of(association);
        var oldest = alerts.stream()
                .map(Alert::since)
                .filter(Objects::nonNull)
                .sorted()
                .findFirst();
        return new Waiting(alerts.size(), oldest.orElse(null));
    }

    /** Those of an association; of all where none is named. */
    List<Alert> of(@Nullable AssociationCode association) {
        return Stream.of(
                        leftOut(association),
                        faulty(),
                        unsaved(),
                        broken(association),
                        uncovered(association),
                        overdue(association),
                        cameBack(association).stream().map(Alert.class::cast),
                        notActive(association),
                        guessing(association))
                .flatMap(it -> it)
                .toList();
    }

    private Stream<Alert> leftOut(@Nullable AssociationCode association) {
        return Unfolded.all(db).stream()
                .<Alert>map(Alert.LeftOut::new)
                .filter(it -> association == null
                        || it.concerned() == null
                        || association.code().equals(it.concerned()));
    }

    /** Roues that came back to where nobody can use them. */
    List<Alert.CameBack> cameBack(@Nullable AssociationCode association) {
        return returned.find(association, Downloads.ASKED).stream()
                .map(Alert.CameBack::new)
                .toList();
    }

    Waiting waitingCameBack(@Nullable AssociationCode association) {
        var all = cameBack(association);
        return new Waiting(all.size(), all.isEmpty() ? null : all.getFirst().since());
    }

    private Stream<Alert> faulty() {
        return verifications.last().filter(it -> !it.sound()).stream().map(Alert.Faulty::new);
    }

    /** Nothing where no backup was ever made: then nobody has said that there should be one. */
    private Stream<Alert> unsaved() {
        var faults = Stream.of(Act.MADE, Act.CHECKED)
                .flatMap(act -> backups.last(act).stream()
                        .flatMap(it -> Stream.ofNullable(it.fault())
                                .map(fault -> new Alert.Unsaved(
                                        act == Act.MADE ? Trouble.NOT_MADE : Trouble.NOT_RESTORED, it.at(), fault))));
        var old = backups.lastSound(Act.MADE).stream()
                .filter(it -> it.at().isBefore(clock.instant().minus(BACKUP_IS_OLD)))
                .map(it -> new Alert.Unsaved(Trouble.OLD, it.at(), ""));
        return Stream.<Alert>concat(faults, old);
    }

    private Stream<Alert> guessing(@Nullable AssociationCode association) {
        return abuses.since(clock.instant().minus(AbuseLog.ALERT_LASTS), association).stream()
                .map(Alert.Guessing::new);
    }

    private Stream<Alert> overdue(@Nullable AssociationCode association) {
        return desks.desks(association, null, "", MOST_DESKS).stream()
                .filter(it -> !it.closed())
                .flatMap(it -> overdue(it).stream());
    }

    private Optional<Alert> overdue(DeskLine desk) {
        var today = BusinessDay.of(clock.instant());
        var oldest = desk.oldestEurosAt();
        var remitBy = books.remitBy(desk.association(), oldest, today);
        return oldest == null || remitBy == null || !remitBy.isBefore(today)
                ? Optional.empty()
                : Optional.of(new Alert.Overdue(
                        desk.association(),
                        names.find(desk.desk()).orElse(desk.desk().id()),
                        oldest,
                        remitBy));
    }

    private Stream<Alert> uncovered(@Nullable AssociationCode association) {
        return figures.ofEach(PointInTime.NOW).entrySet().stream()
                .map(it -> new Alert.Uncovered(new AssociationCode(it.getKey()), it.getValue(), null))
                .filter(it -> association == null || it.association().equals(association))
                .filter(it -> it.missingCents() > 0)
                .map(it -> new Alert.Uncovered(it.association(), it.figures(), uncoveredSince(it.association())));
    }

    /** The day after the last at whose end it was covered; null where that is longer ago than one looks back. */
    private @Nullable Instant uncoveredSince(AssociationCode association) {
        var now = clock.instant();
        var tomorrow = BusinessDay.of(now).plusDays(1);
        var asked = new SeriesRequest(association, Step.DAY, tomorrow.minusDays(LOOKED_BACK_DAYS), tomorrow, now);
        return series.points(Figure.EXTENDED_COVERAGE, asked).points().stream()
                .filter(it -> it.value() == null || it.value().compareTo(BigDecimal.ONE) >= 0)
                .map(it -> BusinessDay.start(it.from().plusDays(1)))
                .filter(it -> it.isBefore(now))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private Stream<Alert> notActive(@Nullable AssociationCode association) {
        return associations.codes().stream()
                .filter(it -> association == null || it.equals(association))
                .flatMap(it -> ledgerState.find(Association.TYPE, it.code()).stream())
                .flatMap(it -> notActive(it).stream());
    }

    private Optional<Alert> notActive(Association association) {
        var decided = association.states().floorEntry(BusinessDay.of(clock.instant()));
        return decided == null || decided.getValue() == State.ACTIVE
                ? Optional.empty()
                : Optional.of(new Alert.NotActive(association.code(), decided.getValue(), decided.getKey()));
    }

    /** An identity of all together concerns everybody. */
    private Stream<Alert> broken(@Nullable AssociationCode association) {
        return identities.check().items().stream()
                .filter(it -> !it.holds())
                .filter(it -> concerns(it, association))
                .map(Alert.Broken::new);
    }

    private static boolean concerns(Identity identity, @Nullable AssociationCode association) {
        var of = identity.association();
        return association == null || of == null || of.equals(association.code());
    }
}
