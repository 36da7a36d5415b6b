package laroue.api.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import laroue.register.Verifications;
import laroue.register.Verifications.Verified;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** When the whole ledger was verified last, and whether everything agreed; NaN before the first verification. */
@Component
class VerificationMeters {

    private final Verifications verifications;
    private volatile @Nullable Verified last;

    VerificationMeters(Verifications verifications, InstantSource clock, MeterRegistry meters) {
        this.verifications = verifications;
        Gauge.builder("laroue.verification.age.seconds", () -> {
                    var it = last;
                    return it == null
                            ? Double.NaN
                            : (double)
                                    Duration.between(it.at(), clock.instant()).toSeconds();
                })
                .description("since the whole ledger was last verified")
                .register(meters);
        Gauge.builder("laroue.verification.sound", () -> {
                    var it = last;
                    return it == null ? Double.NaN : it.sound() ? 1.0 : 0.0;
                })
                .description("whether the last verification found that everything agrees")
                .register(meters);
    }

    @Scheduled(fixedDelay = 60, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        last = verifications.last().orElse(null);
    }
}
