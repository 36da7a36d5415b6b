package laroue.admin.health;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laroue.api.audit.PublicCertificate;
import laroue.api.http.PublicAddress;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;
import laroue.journal.Journal;
import laroue.register.Verifications;
import laroue.runtime.DatabaseMeters;
import laroue.runtime.DatabaseMeters.Reading;
import laroue.runtime.ViewProcessors;
import laroue.view.Progress;
import laroue.view.Unfolded;
import laroue.view.ViewGroup;
import laroue.view.circulation.Identities;
import laroue.writer.Lease;
import laroue.writer.Writer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at all parts of the service, now. */
@Component
class ServiceLook {

    private final Identities identities;
    private final Lease lease;
    private final Writer writer;
    private final List<ViewGroup> groups;
    private final ViewProcessors processors;
    private final Journal journal;
    private final Progress progress;
    private final Verifications verifications;
    private final BackupLog backups;
    private final DatabaseMeters database;
    private final PublicAddress address;
    private final PublicCertificate certificate;
    private final JdbcClient db;
    private final InstantSource clock;

    ServiceLook(
            Identities identities,
            Lease lease,
            Writer writer,
            List<ViewGroup> groups,
            ViewProcessors processors,
            Journal journal,
            Progress progress,
            Verifications verifications,
            BackupLog backups,
            DatabaseMeters database,
            PublicAddress address,
            PublicCertificate certificate,
            JdbcClient db,
            InstantSource clock) {
        this.identities = identities;
        this.lease = lease;
        this.writer = writer;
        this.groups = groups;
        this.processors = processors;
        this.journal = journal;
        this.progress = progress;
        this.verifications = verifications;
        this.backups = backups;
        this.database = database;
        this.address = address;
        this.certificate = certificate;
        this.db = db;
        this.clock = clock;
    }

    ServiceState now() {
        // On one server it is the disk of the database too.
        var disk = Path.of("").toAbsolutePath().toFile();
        return new ServiceState(
                clock.instant(),
                (int) identities.check().items().stream()
                        .filter(it -> !it.holds())
                        .count(),
                lease.databaseAnswers() ? lease.holder() : Optional.empty(),
                lag(),
                Unfolded.all(db).size(),
                processors.retrying().size(),
                writer.waiting(),
                disk.getUsableSpace(),
                disk.getTotalSpace(),
                database.last().map(Reading::bytes),
                database.last().map(Reading::clockOffset),
                verifications.last(),
                backups.last(Act.MADE),
                backups.lastSound(Act.MADE),
                backups.last(Act.CHECKED),
                backups.lastSound(Act.CHECKED),
                address.origin().startsWith("https:"),
                certificate.expires());
    }

    private long lag() {
        // The views first: what is recorded meanwhile must not make the lag negative.
        long folded = groups.stream()
                .mapToLong(it -> progress.position(it.name()))
                .min()
                .orElse(0);
        return Math.max(0, journal.position() - folded);
    }
}
