package laroue.admin.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.backup.BackupLog.Entry;
import laroue.register.Verifications.Verified;

/**
 * What was measured of the service at one moment. What is told of it has the limits of the alerts in
 * {@code deploy/prometheus/laroue.rules.yml}.
 *
 * @param broken how many identities do not hold
 * @param writer the node that writes; empty if none does
 * @param lagEvents of the view that is furthest behind
 * @param unfolded how many associations views leave out because of an event that they cannot fold
 * @param retrying how many processors of views fail and try again
 * @param waiting commands that wait for their turn
 * @param databaseBytes of all files of the database; empty before the first look
 * @param clockOffset how far the clock of this node is ahead of the database's; empty likewise
 * @param made the last backup, with or without a fault; empty before the first
 * @param soundMade the last backup without a fault
 * @param checked the last restoration of a backup in a scratch database, with or without a fault
 * @param soundChecked the last one without a fault
 * @param publicAddress whether people reach the service by an address that has a certificate
 * @param certificateExpires empty where that is not known
 */
record ServiceState(
        Instant now,
        int broken,
        Optional<String> writer,
        long lagEvents,
        int unfolded,
        int retrying,
        long waiting,
        long freeBytes,
        long diskBytes,
        Optional<Long> databaseBytes,
        Optional<Duration> clockOffset,
        Optional<Verified> verified,
        Optional<Entry> made,
        Optional<Entry> soundMade,
        Optional<Entry> checked,
        Optional<Entry> soundChecked,
        boolean publicAddress,
        Optional<Instant> certificateExpires) {

    private static final long LAG = 10_000;
    private static final long QUEUE = 2_000;
    private static final Duration VERIFIED_WITHIN = Duration.ofDays(35);
    private static final Duration MADE_WITHIN = Duration.ofHours(30);
    private static final Duration CHECKED_WITHIN = Duration.ofDays(2);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(14);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);
    private static final long GIGABYTE = 1_000_000_000;
    private static final long MEGABYTE = 1_000_000;

    private static final String AUDIT = "/audit";
    private static final String ALERTS = "/files/alertes";

    List<Finding> findings() {
        return Stream.of(
                        books(),
                        writer.map(it -> Finding.good("writer", "one", it))
                                .orElseGet(() -> Finding.bad("writer", "none")),
                        queue(),
                        views(),
                        database(),
                        disk(),
                        verification(),
                        backup(),
                        check(),
                        clock(),
                        certificate())
                .toList();
    }

    private Finding books() {
        return broken == 0
                ? Finding.good("books", "hold").on(AUDIT)
                : Finding.bad("books", "broken", broken).on(AUDIT);
    }

    private Finding queue() {
        return waiting > QUEUE ? Finding.look("queue", "long", waiting) : Finding.good("queue", "short", waiting);
    }

    private Finding views() {
        if (unfolded > 0) {
            return Finding.bad("views", "leave-out", unfolded).on(ALERTS);
        }
        if (retrying > 0) {
            return Finding.bad("views", "fail", retrying);
        }
        return lagEvents > LAG
                ? Finding.look("views", "behind", lagEvents)
                : Finding.good("views", "follow", lagEvents);
    }

    private Finding database() {
        return databaseBytes
                .map(it -> Finding.good("database", "answers", it / MEGABYTE))
                .orElseGet(() -> Finding.unknown("database", "not-seen"));
    }

    private Finding disk() {
        long percent = diskBytes == 0 ? 0 : freeBytes * 100 / diskBytes;
        long free = freeBytes / GIGABYTE;
        if (percent < 5) {
            return Finding.bad("disk", "full", free, percent);
        }
        return percent < 20 ? Finding.look("disk", "low", free, percent) : Finding.good("disk", "free", free, percent);
    }

    private Finding verification() {
        if (verified.isEmpty()) {
            return Finding.look("verification", "never").on(AUDIT);
        }
        var last = verified.get();
        if (!last.sound()) {
            return Finding.bad("verification", "fault", last.at(), String.valueOf(last.fault()))
                    .on(AUDIT);
        }
        return isOlder(last.at(), VERIFIED_WITHIN)
                ? Finding.look("verification", "old", last.at()).on(AUDIT)
                : Finding.good("verification", "sound", last.at()).on(AUDIT);
    }

    private Finding backup() {
        return told("backup", made, soundMade, MADE_WITHIN, Finding.Level.BAD);
    }

    private Finding check() {
        return told("check", checked, soundChecked, CHECKED_WITHIN, Finding.Level.LOOK);
    }

    private Finding told(
            String part, Optional<Entry> last, Optional<Entry> lastSound, Duration within, Finding.Level ifOld) {
        if (last.isPresent() && !last.get().sound()) {
            return Finding.bad(
                    part, "fault", last.get().at(), String.valueOf(last.get().fault()));
        }
        return lastSound
                .map(it -> isOlder(it.at(), within)
                        ? new Finding(part, "old", ifOld, List.of(it.at()), null)
                        : Finding.good(part, "sound", it.at()))
                .orElseGet(() -> new Finding(part, "never", ifOld, List.of(), null));
    }

    private Finding clock() {
        if (clockOffset.isEmpty()) {
            return Finding.unknown("clock", "not-seen");
        }
        var apart = clockOffset.get().abs();
        return apart.compareTo(CLOCKS_APART) > 0
                ? Finding.look("clock", "apart", apart.toSeconds())
                : Finding.good("clock", "together");
    }

    private Finding certificate() {
        if (!publicAddress) {
            return Finding.unknown("certificate", "no-address");
        }
        if (certificateExpires.isEmpty()) {
            return Finding.unknown("certificate", "not-seen");
        }
        var until = certificateExpires.get();
        if (until.isBefore(now)) {
            return Finding.bad("certificate", "expired", until);
        }
        return until.isBefore(now.plus(RENEWED_BEFORE))
                ? Finding.look("certificate", "soon", until)
                : Finding.good("certificate", "valid", until);
    }

    private boolean isOlder(Instant at, Duration within) {
        return at.isBefore(now.minus(within));
    }
}
