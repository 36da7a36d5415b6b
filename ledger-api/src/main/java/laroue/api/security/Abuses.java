package laroue.api.security;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import laroue.api.security.AttemptLimits.AttemptListener;
import laroue.register.AbuseLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Counts failed and refused attempts for the metrics, and notes for the alerts of the pages who was made to wait. */
final class Abuses implements AttemptListener {

    static final String PIN = "pin";

    private static final Logger LOG = LoggerFactory.getLogger(Abuses.class);

    private final Map<String, Counter> failed;
    private final Map<String, Counter> refused;
    private final AbuseLog log;
    private final Callers callers;
    private final InstantSource clock;

    Abuses(AbuseLog log, Callers callers, MeterRegistry meters, InstantSource clock) {
        this.log = log;
        this.callers = callers;
        this.clock = clock;
        failed = counters("laroue.attempts.failed", "wrong secrets, codes and PINs; links that were asked for", meters);
        refused = counters("laroue.attempts.refused", "attempts that were not looked at during a pause", meters);
    }

    private static Map<String, Counter> counters(String name, String description, MeterRegistry meters) {
        return Stream.concat(Stream.of(AttemptLimits.Guessed.values()).map(AttemptLimits.Guessed::word), Stream.of(PIN))
                .collect(toUnmodifiableMap(
                        Function.identity(),
                        it -> Counter.builder(name)
                                .description(description)
                                .tag("kind", it)
                                .register(meters)));
    }

    @Override
    public void failed(String kind) {
        Objects.requireNonNull(failed.get(kind)).increment();
    }

    @Override
    public void refused(String kind) {
        Objects.requireNonNull(refused.get(kind)).increment();
    }

    /** Who is no client is noted by its address: what was typed may be a secret in the wrong field. */
    @Override
    public void paused(String kind, String login, String address) {
        var known = callers.find(login);
        var subject = known.isPresent() ? login : address;
        try {
            log.enter(kind, subject, known.map(Caller::association).orElse(null), clock.instant());
        } catch (DataAccessException e) {
            LOG.warn("no alert about wrong attempts ({}): {}", kind, e.toString());
        }
    }
}
