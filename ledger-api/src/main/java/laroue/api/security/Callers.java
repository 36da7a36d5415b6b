package laroue.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;
import laroue.register.Clients;

/**
 * Who a client is, asked of the register every second: a role that was taken away, or a client that was revoked, ends on
 * every node within {@link #REMEMBERED}, and at once on the node that did it.
 */
final class Callers {

    static final Duration REMEMBERED = Duration.ofMillis(900);

    private final LoadingCache<String, Optional<Caller>> known;

    Callers(Clients clients) {
        known = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(REMEMBERED)
                .build(it -> clients.find(it).filter(found -> !found.revoked()).map(Caller::of));
    }

    /** The caller of this client's id; empty for a client that is unknown or revoked. */
    Optional<Caller> find(String client) {
        return known.get(client);
    }

    /** The caller that a token was made for; empty where it, or its tokens, were ended since. */
    Optional<Caller> ofToken(String client, int epoch) {
        return find(client)
                .filter(it -> it.standing().program() && it.standing().epoch() == epoch);
    }

    /** Asks the register again the next time. */
    void forget(String client) {
        known.invalidate(client);
    }
}
