package laroue.power;

import laroue.decision.StreamType;
import laroue.power.PowerEvent.FactorForgotten;
import laroue.power.PowerEvent.FactorSet;
import laroue.power.PowerEvent.PowerBegun;
import laroue.power.PowerEvent.PowerEnded;
import laroue.power.PowerEvent.PowerGranted;
import laroue.power.PowerEvent.SecretChanged;
import org.jspecify.annotations.Nullable;

/**
 * The power of one client or person, as its events tell it. Of one from before there were such events, only what happened
 * since is told.
 *
 * @param granted whether its beginning is told
 */
public record Power(String client, boolean granted, boolean ended) {

    public static final StreamType<Power, PowerEvent> TYPE = new StreamType<>("power", PowerEvent.class, Power::evolve);

    /** The stream of a client. */
    public static String stream(String client) {
        return "client/" + client;
    }

    private static Power evolve(@Nullable Power before, PowerEvent event) {
        boolean granted = before != null && before.granted();
        boolean ended = before != null && before.ended();
        return switch (event) {
            case PowerGranted it -> new Power(it.client(), true, false);
            case PowerEnded it -> new Power(it.client(), granted, true);
            case SecretChanged it -> new Power(it.client(), granted, ended);
            case PowerBegun it -> new Power(it.client(), granted, ended);
            case FactorSet it -> new Power(it.client(), granted, ended);
            case FactorForgotten it -> new Power(it.client(), granted, ended);
        };
    }
}
