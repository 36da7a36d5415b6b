package laroue.trials.crashtest;

import java.util.List;

/**
 * A request that moves money, before it is sent.
 *
 * @param legs what it moves if it is accepted; one an item of a batch, in its order
 */
record Order(String path, String body, List<Leg> legs) {

    Order {
        legs = List.copyOf(legs);
    }

    /** Another request: the same key must not do for both. */
    Order changed() {
        return new Order(path, body.replaceFirst("Cents\": ", "Cents\": 1"), legs);
    }
}
