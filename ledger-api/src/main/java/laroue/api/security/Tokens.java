package laroue.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import laroue.register.SigningKeys;
import laroue.register.SigningKeys.SigningKey;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;

/**
 * Signs tokens and checks them. RS256, because it verifies ten times as fast as the others here; and a token that was
 * found good is remembered until it expires.
 */
final class Tokens {

    /** Who issues the tokens. A name: all nodes of a ledger are one issuer, whatever address each answers at. */
    static final String ISSUER = "https://laroue.ledger";

    /** For whom they are. */
    static final String AUDIENCE = "laroue";

    /** Of the tokens that are remembered: some five thousand. */
    private static final long MOST_BYTES = 32 << 20;

    /** A token that was read takes so much more than its text: its claims are there in two forms. */
    private static final int BYTES_FOR_EACH_CHARACTER = 8;

    /** Which of the client's times a token belongs to: it ends when the client's secret is changed or it is revoked. */
    static final String EPOCH = "epoch";

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final JWKSource<SecurityContext> keys;

    Tokens(SigningKeys stored) {
        keys = new ImmutableJWKSet<>(
                new JWKSet(stored.all().stream().map(Tokens::jwk).toList()));
    }

    /**
     * Makes tokens for the authorization server, signed by the newest key.
     *
     * @param used is told which client got one
     */
    JwtGenerator generator(Consumer<String> used) {
        var encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List::getFirst);
        var generator = new JwtGenerator(encoder);
        generator.setJwtCustomizer(it -> {
            if (OAuth2TokenType.ACCESS_TOKEN.equals(it.getTokenType())) {
                it.getClaims().audience(List.of(AUDIENCE));
                Integer epoch = it.getRegisteredClient().getClientSettings().getSetting(EPOCH);
                it.getClaims().claim(EPOCH, epoch == null ? 0 : epoch);
                used.accept(it.getRegisteredClient().getClientId());
            }
        });
        return generator;
    }

    /** Checks a token's signature, times, issuer and audience; the signature only the first time. */
    JwtDecoder decoder() {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                new JwtTimestampValidator(CLOCKS_DIFFER_BY),
                new JwtIssuerValidator(ISSUER),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, it -> it != null && it.contains(AUDIENCE)),
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, it -> it != null)));
        // One client may ask for a token with every request, and each is good: bounded by what they take.
        Cache<String, Jwt> good = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((String token, Jwt _) -> BYTES_FOR_EACH_CHARACTER * token.length())
                .expireAfter(Expiry.<String, Jwt>creating((_, it) -> left(it)))
                .build();
        return token -> good.get(token, decoder::decode);
    }

    /** The time of its client that a token belongs to; those of before have none. */
    static int epoch(Jwt token) {
        return token.getClaim(EPOCH) instanceof Number it ? it.intValue() : 0;
    }

    private static Duration left(Jwt token) {
        var expires = token.getExpiresAt();
        var left = expires == null ? Duration.ZERO : Duration.between(Instant.now(), expires);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static JWK jwk(SigningKey key) {
        return new RSAKey.Builder((RSAPublicKey) key.pair().getPublic())
                .privateKey(key.pair().getPrivate())
                .keyID(key.id())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .build();
    }
}
