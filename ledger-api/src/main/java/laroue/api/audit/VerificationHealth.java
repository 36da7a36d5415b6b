package laroue.api.audit;

import laroue.register.Verifications;
import laroue.register.Verifications.Verified;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * When the whole ledger was verified last, and what was found. {@code OUT_OF_SERVICE} at {@code
 * /actuator/health/verification} where it found a fault: somebody has to look, but to stop the node would mend nothing, so
 * the health of the node as a whole leaves this out (application.yaml).
 */
@Component("verificationHealthIndicator")
class VerificationHealth extends AbstractHealthIndicator {

    private final Verifications verifications;

    VerificationHealth(Verifications verifications) {
        super("it cannot be seen what was verified");
        this.verifications = verifications;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        verifications
                .last()
                .ifPresentOrElse(it -> tell(it, health), () -> health.unknown().withDetail("verified", "never"));
    }

    private static void tell(Verified it, Health.Builder health) {
        (it.sound() ? health.up() : health.outOfService())
                .withDetail("verified", it.at().toString())
                .withDetail("events", it.events())
                .withDetail("sound", it.sound());
    }
}
