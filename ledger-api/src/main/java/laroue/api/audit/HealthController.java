package laroue.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import laroue.view.circulation.Identities;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the books agree with themselves. */
@RestController
class HealthController {

    private final Identities identities;

    HealthController(Identities identities) {
        this.identities = identities;
    }

    /**
     * One identity, both sides in cents.
     *
     * @param association left out where it is about all of them together
     */
    record Item(
            String identity,
            @JsonInclude(Include.NON_NULL) @Nullable String association,
            long left,
            long right,
            boolean holds) {
        static Item of(Identities.Identity it) {
            return new Item(it.identity(), it.association(), it.left(), it.right(), it.holds());
        }
    }

    record Health(long position, List<Item> items) {}

    @GetMapping("/v1/audit/health")
    Health health() {
        var health = identities.check();
        return new Health(
                health.position(), health.items().stream().map(Item::of).toList());
    }
}
