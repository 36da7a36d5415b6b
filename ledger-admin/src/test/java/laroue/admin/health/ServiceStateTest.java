package laroue.admin.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import laroue.admin.health.Finding.Level;
import laroue.backup.BackupLog.Entry;
import laroue.register.Verifications.Verified;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page says of what was measured. */
class ServiceStateTest {

    private static final Instant NOW = Instant.parse("2026-03-14T11:00:00Z");

    private static final List<String> ALL_WELL = List.of(
            "books.hold",
            "writer.one",
            "queue.short",
            "views.follow",
            "database.answers",
            "disk.free",
            "verification.sound",
            "backup.sound",
            "check.sound",
            "clock.together",
            "certificate.valid");

    /** What is measured, as one line of a table changes it. */
    private static ServiceState state(String what) {
        var sound = Optional.of(new Entry(ago(3), 7L, 9L, null));
        return new ServiceState(
                NOW,
                what.equals("broken") ? 2 : 0,
                what.equals("no writer") ? Optional.empty() : Optional.of("a-node"),
                what.equals("lag") ? 10_001 : 3,
                what.equals("unfolded") ? 1 : 0,
                what.equals("retrying") ? 1 : 0,
                what.equals("queue") ? 2_001 : 0,
                free(what),
                100_000_000_000L,
                what.equals("just started") ? Optional.empty() : Optional.of(120_000_000L),
                clock(what),
                verified(what),
                what.equals("backup failed")
                        ? Optional.of(new Entry(ago(1), null, null, "no space"))
                        : backup(what, sound),
                backup(what, sound),
                what.equals("check failed") ? Optional.of(new Entry(ago(1), 7L, 9L, "part 2")) : check(what, sound),
                check(what, sound),
                !what.equals("no address"),
                certificate(what));
    }

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static long free(String what) {
        return switch (what) {
            case "disk low" -> 19_000_000_000L;
            case "disk full" -> 4_900_000_000L;
            default -> 60_000_000_000L;
        };
    }

    private static Optional<Duration> clock(String what) {
        return switch (what) {
            case "just started" -> Optional.empty();
            case "clock behind" -> Optional.of(Duration.ofSeconds(-5));
            default -> Optional.of(Duration.ofMillis(-4));
        };
    }

    private static Optional<Verified> verified(String what) {
        return switch (what) {
            case "never verified" -> Optional.empty();
            case "verified long ago" -> Optional.of(new Verified(ago(36 * 24), 7, null, null));
            case "fault" -> Optional.of(new Verified(ago(1), 7, null, "position 3"));
            default -> Optional.of(new Verified(ago(48), 7, null, null));
        };
    }

    private static Optional<Entry> backup(String what, Optional<Entry> sound) {
        return switch (what) {
            case "no backup" -> Optional.empty();
            case "backup old" -> Optional.of(new Entry(ago(31), 7L, 9L, null));
            default -> sound;
        };
    }

    private static Optional<Entry> check(String what, Optional<Entry> sound) {
        return switch (what) {
            case "no check" -> Optional.empty();
            case "check old" -> Optional.of(new Entry(ago(49), 7L, 9L, null));
            default -> sound;
        };
    }

    private static Optional<Instant> certificate(String what) {
        return switch (what) {
            case "certificate unread" -> Optional.empty();
            case "certificate soon" -> Optional.of(NOW.plus(Duration.ofDays(13)));
            case "certificate expired" -> Optional.of(NOW.minus(Duration.ofDays(1)));
            default -> Optional.of(NOW.plus(Duration.ofDays(60)));
        };
    }

    @Test
    @DisplayName("of a service that is well, all is well")
    void well() {
        assertThat(state("").findings())
                .allMatch(it -> it.level() == Level.GOOD)
                .extracting(it -> it.part() + "." + it.what())
                .isEqualTo(ALL_WELL);
    }

    @ParameterizedTest
    @CsvSource({
        "broken, books.broken, BAD",
        "no writer, writer.none, BAD",
        "queue, queue.long, LOOK",
        "lag, views.behind, LOOK",
        "retrying, views.fail, BAD",
        "unfolded, views.leave-out, BAD",
        "just started, database.not-seen, UNKNOWN",
        "just started, clock.not-seen, UNKNOWN",
        "disk low, disk.low, LOOK",
        "disk full, disk.full, BAD",
        "never verified, verification.never, LOOK",
        "verified long ago, verification.old, LOOK",
        "fault, verification.fault, BAD",
        "no backup, backup.never, BAD",
        "backup old, backup.old, BAD",
        "backup failed, backup.fault, BAD",
        "no check, check.never, LOOK",
        "check old, check.old, LOOK",
        "check failed, check.fault, BAD",
        "clock behind, clock.apart, LOOK",
        "certificate unread, certificate.not-seen, UNKNOWN",
        "certificate soon, certificate.soon, LOOK",
        "certificate expired, certificate.expired, BAD",
        "no address, certificate.no-address, UNKNOWN"
    })
    @DisplayName("what is not well is told, and with it what to do, in both languages; the rest stays well")
    void notWell(String what, String told, Level level) throws IOException {
        var findings = state(what).findings();

        assertThat(findings)
                .filteredOn(it -> it.key().equals("service." + told))
                .singleElement()
                .matches(it -> it.level() == level)
                .matches(Finding::asksForSomething);
        assertThat(findings).filteredOn(it -> it.level() != Level.GOOD).hasSizeLessThanOrEqualTo(2);
        for (var file : List.of("messages.properties", "messages_en.properties")) {
            assertThat(words(file)).containsKeys("service." + told, "service." + told + ".todo");
        }
    }

    @Test
    @DisplayName("what is well has a sentence in both languages")
    void wellInWords() throws IOException {
        var keys = new ArrayList<>(ALL_WELL);
        keys.replaceAll(it -> "service." + it);
        assertThat(words("messages.properties")).containsKeys(keys.toArray());
        assertThat(words("messages_en.properties")).containsKeys(keys.toArray());
    }

    private static Properties words(String file) throws IOException {
        var words = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/laroue/admin/health", file))) {
            words.load(reader);
        }
        return words;
    }
}
