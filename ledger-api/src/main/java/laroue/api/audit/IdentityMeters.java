package laroue.api.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Identities.Identity;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The identities as metrics: 1 while one holds for every association, 0 from when it does not; NaN before the first check, and
 * from when they cannot be checked.
 */
@Component
class IdentityMeters {

    private final Identities identities;
    private final MultiGauge holds;

    IdentityMeters(Identities identities, MeterRegistry meters) {
        this.identities = identities;
        this.holds = MultiGauge.builder("laroue.identity.holds")
                .description("1 while the identity holds")
                .register(meters);
        notChecked();
    }

    private void notChecked() {
        var unchecked = new ArrayList<Row<?>>();
        Identities.NAMES.forEach(it -> unchecked.add(Row.of(Tags.of("identity", it), Double.NaN)));
        holds.register(unchecked, true);
    }

    @Scheduled(fixedDelay = 30, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        var perIdentity = check().stream()
                .collect(groupingBy(
                        Identity::identity, TreeMap::new, reducing(true, Identity::holds, Boolean::logicalAnd)));
        var rows = new ArrayList<Row<?>>();
        perIdentity.forEach((identity, all) -> rows.add(Row.of(Tags.of("identity", identity), all ? 1 : 0)));
        holds.register(rows, true);
    }

    /** What was found once must not stand for a check that fails. */
    private List<Identity> check() {
        try {
            return identities.check().items();
        } catch (DataAccessException e) {
            notChecked();
            throw e;
        }
    }
}
