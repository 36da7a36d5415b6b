package laroue.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import laroue.register.Secrets;
import org.springframework.security.web.webauthn.api.Bytes;

/**
 * What a device signs to sign a person in. A challenge says itself until when it is good and that it comes from here, so that
 * nothing is remembered of strangers who look at the page of signing in; one that has signed somebody in is good no more.
 */
final class PasskeyChallenges {

    /** How long a person may look at the page before the passkey is asked for. */
    static final Duration LIVES = Duration.ofMinutes(10);

    private static final int RANDOM_BYTES = 16;

    private static final int SAID_BYTES = RANDOM_BYTES + Long.BYTES;

    private static final int PROOF_BYTES = 16;

    private static final int MOST_USED = 50_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets;
    private final InstantSource clock;
    private final Cache<Bytes, Boolean> used =
            Caffeine.newBuilder().maximumSize(MOST_USED).expireAfterWrite(LIVES).build();

    PasskeyChallenges(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    Bytes fresh() {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var said = ByteBuffer.allocate(SAID_BYTES)
                .put(random)
                .putLong(clock.instant().plus(LIVES).getEpochSecond())
                .array();
        return new Bytes(ByteBuffer.allocate(SAID_BYTES + PROOF_BYTES)
                .put(said)
                .put(proof(said))
                .array());
    }

    /** Whether a challenge comes from here, is not too old, and has signed nobody in. */
    boolean isGood(Bytes challenge) {
        var bytes = challenge.getBytes();
        if (bytes.length != SAID_BYTES + PROOF_BYTES || used.getIfPresent(challenge) != null) {
            return false;
        }
        var said = Arrays.copyOf(bytes, SAID_BYTES);
        var proof = Arrays.copyOfRange(bytes, SAID_BYTES, bytes.length);
        return MessageDigest.isEqual(proof, proof(said))
                && ByteBuffer.wrap(said).getLong(RANDOM_BYTES) > clock.instant().getEpochSecond();
    }

    /** Uses a challenge up; false if another request was faster. */
    boolean use(Bytes challenge) {
        return used.asMap().putIfAbsent(challenge, true) == null;
    }

    private byte[] proof(byte[] said) {
        var hash = secrets.hmacHex("passkey-challenges", HexFormat.of().formatHex(said));
        return Arrays.copyOf(HexFormat.of().parseHex(hash), PROOF_BYTES);
    }
}
