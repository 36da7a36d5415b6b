package laroue.api.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import laroue.register.Secrets;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes and compares the secrets of clients. Hashed with a key and not slowly: they are random and long, and a slow hash
 * would let a few requests for tokens occupy the node.
 */
final class ClientSecrets implements PasswordEncoder {

    private static final int SECRET_BYTES = 32;

    private static final int ID_BYTES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;

    ClientSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** A new secret of 256 random bits. */
    static String freshSecret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    }

    /**
     * The secret of 256 bits that an operation gives. It is random to whoever lacks the node's secret, and the same each time:
     * what waits for a second person is shown it only when it is confirmed.
     */
    String of(OperationId operation) {
        var bits = HexFormat.of().parseHex(secrets.hmacHex("client-secret-of", operation.toString()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** A new id of a client, opaque. */
    static String freshId() {
        return HexFormat.of().formatHex(random(ID_BYTES));
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        return secrets.hashOfClientSecret(String.valueOf(secret));
    }

    /** Whether a secret is the one of a hash, or of one of several with commas between them. */
    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        return secret != null
                && hash != null
                && Stream.of(hash.split(","))
                        .anyMatch(
                                it -> MessageDigest.isEqual(encode(secret).getBytes(US_ASCII), it.getBytes(US_ASCII)));
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
