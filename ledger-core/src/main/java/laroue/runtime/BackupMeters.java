package laroue.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;

/** How old the last backup is and the last check of one, and whether they found a fault; NaN before the first. */
final class BackupMeters {

    BackupMeters(BackupLog log, InstantSource clock, MeterRegistry meters) {
        for (var act : Act.values()) {
            var name = act.name().toLowerCase(Locale.ROOT);
            Gauge.builder(
                            "laroue.backup.age",
                            () -> log.lastSound(act)
                                    .map(it -> (double) Duration.between(it.at(), clock.instant())
                                            .toSeconds())
                                    .orElse(Double.NaN))
                    .description(
                            "since a backup was last made, or restored in a scratch database and verified, without a fault")
                    .baseUnit("seconds")
                    .tag("act", name)
                    .register(meters);
            Gauge.builder(
                            "laroue.backup.sound",
                            () -> log.last(act)
                                    .map(it -> it.sound() ? 1.0 : 0.0)
                                    .orElse(Double.NaN))
                    .description("whether the last time found no fault")
                    .tag("act", name)
                    .register(meters);
        }
    }
}
