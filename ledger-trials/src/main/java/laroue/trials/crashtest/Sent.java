package laroue.trials.crashtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that was sent under a key, once or several times, and the one answer that it has. */
final class Sent {

    /**
     * What the ledger says that it did for a request.
     *
     * @param id of the operation
     */
    record Booked(String id, Leg leg) {}

    private final String client;
    private final String key;
    private final Order order;
    private @Nullable Answer answer;

    Sent(String client, String key, Order order) {
        this.client = client;
        this.key = key;
        this.order = order;
    }

    String client() {
        return client;
    }

    String key() {
        return key;
    }

    Order order() {
        return order;
    }

    /** The ledger's word on it; empty while nobody has heard it. */
    synchronized Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /**
     * Takes note of an answer.
     *
     * @return what is wrong with it; empty if nothing is
     */
    synchronized Optional<String> hear(Answer heard) {
        if (heard.isFault()) {
            return Optional.of("%s under %s was answered as a fault: %s".formatted(order.path(), key, heard));
        }
        if (!heard.settles()) {
            return Optional.empty();
        }
        if (answer == null) {
            answer = heard;
            return Optional.empty();
        }
        return answer.sameAs(heard)
                ? Optional.empty()
                : Optional.of("%s under %s was answered %s and then %s".formatted(order.path(), key, answer, heard));
    }

    /** What was booked for it, by its answer. */
    synchronized List<Booked> booked() {
        if (answer == null || answer.status() >= 400) {
            return List.of();
        }
        var items = answer.json().path("items");
        if (!items.isArray()) {
            return List.of(new Booked(answer.text("id"), order.legs().getFirst()));
        }
        var booked = new ArrayList<Booked>();
        for (int i = 0; i < items.size(); i++) {
            if (items.path(i).path("status").asInt() == 201) {
                booked.add(new Booked(
                        items.path(i).path("id").asString(""), order.legs().get(i)));
            }
        }
        return booked;
    }
}
