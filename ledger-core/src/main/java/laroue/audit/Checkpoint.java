package laroue.audit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import laroue.journal.JournalHash;

/**
 * What the ledger was at a position, in one line that can be kept outside of it.
 *
 * @param position how many events it is over
 * @param root the hash over these events, 64 hexadecimal digits
 */
public record Checkpoint(long position, String root) {

    /** Reads {@code POSITION:ROOT}; empty if it is not written so. */
    public static Optional<Checkpoint> parse(String text) {
        int colon = text.indexOf(':');
        try {
            var checkpoint = new Checkpoint(Long.parseLong(text, 0, Math.max(colon, 0), 10), text.substring(colon + 1));
            return checkpoint.position() >= 0 && hash(checkpoint.root()).length == JournalHash.HASH_BYTES
                    ? Optional.of(checkpoint)
                    : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    boolean isOver(byte[] anotherRoot) {
        return Arrays.equals(hash(root), anotherRoot);
    }

    private static byte[] hash(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return position + ":" + root;
    }
}
