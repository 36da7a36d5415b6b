package laroue.audit;

import java.util.Collection;
import java.util.function.Function;
import laroue.power.Power;
import org.jspecify.annotations.Nullable;

/** Compares who can act by the register with who was given the power to, and lost it, by the events. */
final class RegisteredPowers {

    /**
     * A client or an access of the register that is not revoked.
     *
     * @param toldOf whether its beginning is an event: it was neither there before those, nor entered by the node itself
     */
    record Live(String client, boolean toldOf) {}

    private RegisteredPowers() {}

    /** What does not agree first; null if everything does. */
    static @Nullable String disagreement(Collection<Live> live, Function<String, @Nullable Object> told) {
        for (var it : live) {
            var power = told.apply(Power.stream(it.client())) instanceof Power state ? state : null;
            if (power != null && power.ended()) {
                return "client %s works, and its power ended".formatted(it.client());
            }
            if (it.toldOf() && (power == null || !power.granted())) {
                return "client %s works, and nobody gave it the power to".formatted(it.client());
            }
        }
        return null;
    }
}
