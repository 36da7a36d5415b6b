package laroue.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hashes over what is stored: of an event, of what a batch wrote beside its events, of a batch and all before
 * it. Each is SHA-256 over a fixed layout of the columns as they are stored: numbers big-endian, times in whole
 * microseconds since 1970, ids as 16 bytes, texts in UTF-8 after their length in bytes (four bytes). Nothing is
 * written anew to be hashed: two payloads that say the same in other spaces are two payloads.
 *
 * <p>For one thread: an instance keeps its buffer.
 */
public final class JournalHash {

    /** The length of every hash. */
    public static final int HASH_BYTES = 32;

    /** How the rows beside a batch are ordered: as PostgreSQL orders ids, byte by byte without sign. */
    public static final Comparator<UUID> BY_ID = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    /** Of an event, in the order in which they are hashed: five of fixed length, and then texts. */
    public static final String COLUMNS =
            "position, seq, at, recorded_at, operation, stream, type, actor, associations, payload";

    /**
     * Before the first text of an event's row in a binary {@code COPY}: the number of columns, and five columns, each after its
     * length.
     */
    public static final int TEXTS_BEGIN = Short.BYTES + 5 * Integer.BYTES + 6 * Long.BYTES;

    /** Before the first text in the layout. */
    private static final int FIXED_BYTES = 6 * Long.BYTES;

    private static final byte LEAF = 0x00;
    private static final byte OUTCOME = 0x02;
    private static final byte TAKEN = 0x03;
    private static final byte CHAIN = 0x05;

    /** In place of a position or of a length where there is none. */
    private static final int NONE = -1;

    /** PostgreSQL counts microseconds from 2000 on. */
    private static final long MICROS_OF_2000 = micros(Instant.parse("2000-01-01T00:00:00Z"));

    private final MessageDigest sha256 = sha256();

    /** Of the batch whose rows are being given. */
    private final MessageDigest beside = sha256();

    private @Nullable UUID lastOutcome;
    private @Nullable UUID lastTaken;
    private byte[] bytes = new byte[1_024];
    private ByteBuffer layout = ByteBuffer.wrap(bytes);

    /**
     * Makes of an event's row in a binary {@code COPY} what is hashed of it, in its place. The texts stand there as they are
     * hashed, after their lengths; the columns before them lose their lengths and move up to the texts.
     *
     * @param bytes where the row stands, its columns in the order of {@link #COLUMNS}
     * @param from where it begins
     * @return where the layout begins; it ends with the row
     */
    public static int layOut(byte[] bytes, int from) {
        var rows = ByteBuffer.wrap(bytes);
        int step = Integer.BYTES + Long.BYTES;
        int first = from + Short.BYTES + Integer.BYTES;
        int layout = from + TEXTS_BEGIN - FIXED_BYTES;
        // From the back to the front: nothing is overwritten before it has moved.
        rows.putLong(layout + 5 * Long.BYTES, rows.getLong(first + 4 * step + Long.BYTES));
        rows.putLong(layout + 4 * Long.BYTES, rows.getLong(first + 4 * step));
        rows.putLong(layout + 3 * Long.BYTES, rows.getLong(first + 3 * step) + MICROS_OF_2000);
        rows.putLong(layout + 2 * Long.BYTES, rows.getLong(first + 2 * step) + MICROS_OF_2000);
        rows.putLong(layout + Long.BYTES, rows.getLong(first + step));
        rows.putLong(layout, rows.getLong(first));
        return layout;
    }

    /**
     * The leaf of an event in the tree.
     *
     * @param columns where they stand in the layout, from the position to the end of the payload
     */
    public byte[] leaf(byte[] columns, int from, int length) {
        sha256.update(LEAF);
        sha256.update(columns, from, length);
        return sha256.digest();
    }

    /**
     * One more answer of the batch; in the order of ids ({@link #BY_ID}), before what was taken.
     *
     * @throws IllegalArgumentException out of order: the hash would be another one than what is checked
     */
    public void outcome(
            UUID id,
            UUID fingerprint,
            long batch,
            @Nullable Long position,
            short status,
            short template,
            @Nullable String body) {
        requireAscending(lastOutcome, id, lastTaken == null);
        lastOutcome = id;
        id(begin(OUTCOME), id);
        id(layout, fingerprint).putLong(batch).putLong(position == null ? NONE : position);
        layout.putShort(status).putShort(template);
        if (body == null) {
            layout.putInt(NONE);
        } else {
            text(body);
        }
        beside.update(bytes, 0, layout.position());
    }

    /**
     * One more value that the batch took; in the order of ids.
     *
     * @throws IllegalArgumentException out of order
     */
    public void taken(UUID id, long position) {
        requireAscending(lastTaken, id, true);
        lastTaken = id;
        id(begin(TAKEN), id).putLong(position);
        beside.update(bytes, 0, layout.position());
    }

    /** The hash over the answers and over what was taken since the last call; the next batch begins. */
    public byte[] beside() {
        lastOutcome = null;
        lastTaken = null;
        return beside.digest();
    }

    /**
     * The hash over a checkpoint and over all before it.
     *
     * @param previous the chain of the checkpoint before; {@link #HASH_BYTES} zeros for the first
     */
    public byte[] chain(
            byte[] previous,
            long batch,
            long epoch,
            long position,
            Instant recordedAt,
            byte[] root,
            byte[] besideHash) {
        begin(CHAIN)
                .put(previous)
                .putLong(batch)
                .putLong(epoch)
                .putLong(position)
                .putLong(micros(recordedAt))
                .put(root)
                .put(besideHash);
        return hash();
    }

    /** Whole microseconds since 1970, as PostgreSQL keeps times. */
    public static long micros(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), TimeUnit.SECONDS.toMicros(1)),
                TimeUnit.NANOSECONDS.toMicros(time.getNano()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void requireAscending(@Nullable UUID last, UUID id, boolean inTurn) {
        if (!inTurn || (last != null && BY_ID.compare(last, id) >= 0)) {
            throw new IllegalArgumentException("the rows beside a batch come in the order of their ids: " + id);
        }
    }

    private ByteBuffer begin(byte kind) {
        return layout.clear().put(kind);
    }

    private static ByteBuffer id(ByteBuffer layout, UUID id) {
        return layout.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /** Nearly every text is ASCII, one byte a character: that is tried first, in place. */
    @SuppressWarnings("deprecation") // the only way to copy one-byte characters without an array between
    private void text(String text) {
        int length = text.length();
        reserve(Integer.BYTES + length);
        int from = layout.position() + Integer.BYTES;
        if (isAscii(text)) {
            text.getBytes(0, length, bytes, from);
            layout.putInt(length).position(from + length);
            return;
        }
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        reserve(Integer.BYTES + encoded.length);
        layout.putInt(encoded.length).put(encoded);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private void reserve(int more) {
        if (layout.remaining() < more) {
            int used = layout.position();
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
            layout = ByteBuffer.wrap(bytes).position(used);
        }
    }

    private byte[] hash() {
        sha256.update(bytes, 0, layout.position());
        return sha256.digest();
    }
}
