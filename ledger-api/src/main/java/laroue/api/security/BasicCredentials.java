package laroue.api.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.register.Clients;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the id and the secret of a client from the header of Basic. RFC 6749 (2.3.1) has both form-encoded; {@code curl -u}
 * and most programs send them as they are. Where the two readings differ, the one that is right counts: both are what
 * somebody who knows the secret may send.
 */
final class BasicCredentials implements AuthenticationConverter {

    private static final String SCHEME = "Basic ";

    private final Clients clients;
    private final ClientSecrets secrets;

    BasicCredentials(Clients clients, ClientSecrets secrets) {
        this.clients = clients;
        this.secrets = secrets;
    }

    private record Reading(String client, String secret) {

        /** As RFC 6749 has it; empty for what is no form encoding. */
        Optional<Reading> decoded() {
            try {
                return Optional.of(new Reading(URLDecoder.decode(client, UTF_8), URLDecoder.decode(secret, UTF_8)));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        var raw = raw(header.substring(SCHEME.length()).strip());
        var decoded = raw.decoded().orElse(raw);
        var meant = raw.equals(decoded)
                ? raw
                : Stream.of(raw, decoded).filter(this::isRight).findFirst().orElse(decoded);
        if (!meant.client().chars().allMatch(it -> it >= 0x20 && it <= 0x7e)) {
            throw refused(); // no client is called so
        }
        return new OAuth2ClientAuthenticationToken(
                meant.client(), ClientAuthenticationMethod.CLIENT_SECRET_BASIC, meant.secret(), Map.of());
    }

    private boolean isRight(Reading it) {
        return clients.secretHash(it.client())
                .filter(hash -> secrets.matches(it.secret(), hash))
                .isPresent();
    }

    private static Reading raw(String encoded) {
        try {
            var pair = text(Base64.getDecoder().decode(encoded));
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return new Reading(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException _) {
            // Not in base 64: as good as none.
        }
        throw refused();
    }

    /** UTF-8, or what a terminal of another alphabet sends. */
    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new String(bytes, ISO_8859_1);
        }
    }

    private static OAuth2AuthenticationException refused() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
