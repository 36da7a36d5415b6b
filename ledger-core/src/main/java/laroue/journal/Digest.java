package laroue.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A short name for two texts: the first half of SHA-256 over both, with a zero byte between. The journal knows keys
 * and what was taken by it, and makes the same one itself ({@code journal.key_id}, {@code journal.taken_id}).
 */
public final class Digest {

    private static final byte BETWEEN = 0x00;

    private Digest() {}

    public static UUID of(String one, String other) {
        var sha256 = JournalHash.sha256();
        sha256.update(one.getBytes(StandardCharsets.UTF_8));
        sha256.update(BETWEEN);
        sha256.update(other.getBytes(StandardCharsets.UTF_8));
        var half = ByteBuffer.wrap(sha256.digest());
        return new UUID(half.getLong(), half.getLong());
    }
}
