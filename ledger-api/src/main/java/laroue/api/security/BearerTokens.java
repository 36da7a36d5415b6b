package laroue.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token in a request as Spring does. A header that it was found in is remembered: to match the same thousand
 * characters with an expression at each request takes as long as all that is done with the token.
 */
final class BearerTokens implements BearerTokenResolver {

    private final BearerTokenResolver standard = new DefaultBearerTokenResolver();

    /** Anybody may send one that is long and no good: bounded by what it takes, and not by number. */
    private static final long MOST_BYTES = 16 << 20;

    private final Cache<String, String> found = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String header, String token) -> header.length() + token.length() + 200)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var known = header == null ? null : found.getIfPresent(header);
        if (known != null && request.getQueryString() == null) {
            return known;
        }
        var token = standard.resolve(request);
        if (header != null && token != null) {
            found.put(header, token);
        }
        return token;
    }
}
