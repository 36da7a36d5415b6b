package laroue.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The data key of the ledger ({@link DataKeys}), and a key of its own for each purpose made from it: what leaks from one use
 * opens no other. All nodes of one ledger have the same.
 */
public final class Secrets {

    private static final String HMAC = "HmacSHA256";

    private final SecretKey root;

    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

    private final List<Secrets> former;

    public Secrets(String secret) {
        this(bytes(secret), List.of());
    }

    /**
     * Secrets under a data key.
     *
     * @param former data keys that were replaced: nothing is protected by them any more, but what was hashed is recognised
     */
    Secrets(byte[] dataKey, List<byte[]> former) {
        root = new SecretKeySpec(dataKey, HMAC);
        this.former = former.stream().map(it -> new Secrets(it, List.of())).toList();
    }

    private static byte[] bytes(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("LAROUE_SECRET is missing: it protects signing keys and PINs");
        }
        return secret.getBytes(UTF_8);
    }

    /**
     * A keyed hash in hexadecimal, 64 digits. Each part counts with its length, so that {@code "ab", "c"} and
     * {@code "a", "bc"} differ.
     *
     * @param purpose what the hash is for, in two or three words; other purposes give other hashes
     */
    public String hmacHex(String purpose, String... parts) {
        var mac = mac(key(purpose));
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** The same hash under each of the data keys that were replaced; none where none ever was. */
    public List<String> formerHmacHex(String purpose, String... parts) {
        return former.stream().map(it -> it.hmacHex(purpose, parts)).toList();
    }

    /** What the register keeps of a client's secret. Fast on purpose: a slow hash of a random secret only helps those who flood. */
    public String hashOfClientSecret(String secret) {
        return hmacHex("client-secrets", secret);
    }

    /** A key of 256 bits to encrypt with. */
    SecretKey sealingKey(String purpose) {
        return new SecretKeySpec(key(purpose).getEncoded(), "AES");
    }

    private SecretKey key(String purpose) {
        return keys.computeIfAbsent(
                purpose, it -> new SecretKeySpec(mac(root).doFinal(("laroue/" + it).getBytes(UTF_8)), HMAC));
    }

    private static Mac mac(SecretKey key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says nothing: a secret that is logged is none. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
