package laroue.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import laroue.register.Clients;

/** What those who act are called. Events hold opaque ids of clients; the register knows whose they are. */
public final class Actors {

    private final LoadingCache<String, String> names;

    Actors(Clients clients) {
        names = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(30))
                .build(it -> clients.name(it).orElse(it));
    }

    /** The name of the person or of the machine client; its id where it has none. */
    public String name(String actor) {
        return names.get(actor);
    }
}
