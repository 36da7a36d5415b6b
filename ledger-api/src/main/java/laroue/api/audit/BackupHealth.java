package laroue.api.audit;

import java.util.Arrays;
import java.util.Locale;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * When a backup was made last, and when one was last restored and verified. {@code OUT_OF_SERVICE} at {@code
 * /actuator/health/backup} where the last of either found a fault: somebody has to look, but the node works, so its health as a
 * whole leaves this out (application.yaml).
 */
@Component("backupHealthIndicator")
class BackupHealth extends AbstractHealthIndicator {

    private final BackupLog log;

    BackupHealth(BackupLog log) {
        super("it cannot be seen when a backup was made");
        this.log = log;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.unknown();
        for (var act : Act.values()) {
            var name = act.name().toLowerCase(Locale.ROOT);
            var last = log.last(act);
            health.withDetail(name, last.map(it -> it.at().toString()).orElse("never"));
            last.map(BackupLog.Entry::position).ifPresent(it -> health.withDetail(name + "Position", it));
            last.map(BackupLog.Entry::fault).ifPresent(it -> health.withDetail(name + "Fault", it));
        }
        var last =
                Arrays.stream(Act.values()).flatMap(it -> log.last(it).stream()).toList();
        if (last.stream().anyMatch(it -> !it.sound())) {
            health.outOfService();
        } else if (!last.isEmpty()) {
            health.up();
        }
    }
}
