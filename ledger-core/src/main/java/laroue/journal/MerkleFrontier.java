package laroue.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The Merkle tree over all events as it grows (RFC 9162, section 2.1): of everything so far only the roots of the full
 * subtrees are kept, at most 63 of them, and from these the root follows. A node is SHA-256(0x01 ‖ left ‖ right).
 *
 * <p>For one thread. A {@link #copy()} grows by itself.
 */
public final class MerkleFrontier {

    private static final int HASH = JournalHash.HASH_BYTES;
    private static final byte NODE = 0x01;

    private final MessageDigest sha256 = JournalHash.sha256();
    private final byte[] node = new byte[1 + 2 * HASH];

    /** The roots of the full subtrees, the largest first. */
    private final byte[] roots = new byte[Long.SIZE * HASH];

    private long leaves;

    private MerkleFrontier(byte[] stored, long leaves) {
        node[0] = NODE;
        System.arraycopy(stored, 0, roots, 0, stored.length);
        this.leaves = leaves;
    }

    /** The tree over nothing. */
    public static MerkleFrontier empty() {
        return new MerkleFrontier(new byte[0], 0);
    }

    /**
     * A tree that goes on growing.
     *
     * @param stored as {@link #stored()} gave it
     * @param leaves how many leaves it had then
     * @throws IllegalArgumentException if a tree of so many leaves is not stored in so many bytes
     */
    public static MerkleFrontier of(byte[] stored, long leaves) {
        if (leaves < 0 || stored.length != Long.bitCount(leaves) * HASH) {
            throw new IllegalArgumentException(
                    "%d bytes are not the frontier of %d leaves".formatted(stored.length, leaves));
        }
        return new MerkleFrontier(stored, leaves);
    }

    public MerkleFrontier copy() {
        return new MerkleFrontier(stored(), leaves);
    }

    public long leaves() {
        return leaves;
    }

    /** One more leaf at the right end. */
    public void add(byte[] leafHash) {
        int end = Long.bitCount(leaves) * HASH;
        System.arraycopy(leafHash, 0, roots, end, HASH);
        // Each full subtree as large as the one that is complete now becomes its left half.
        for (long full = leaves; (full & 1) == 1; full >>= 1) {
            join(roots, end - HASH, roots, end);
            end -= HASH;
            System.arraycopy(node, 1, roots, end, HASH);
        }
        leaves++;
    }

    /** The hash over all leaves and their order; over none that of the empty text. */
    public byte[] root() {
        if (leaves == 0) {
            return sha256.digest();
        }
        int left = (Long.bitCount(leaves) - 1) * HASH;
        var root = Arrays.copyOfRange(roots, left, left + HASH);
        for (left -= HASH; left >= 0; left -= HASH) {
            join(roots, left, root, 0);
            System.arraycopy(node, 1, root, 0, HASH);
        }
        return root;
    }

    /** The roots of the full subtrees, the largest first, 32 bytes each: what a tree that goes on is made from. */
    public byte[] stored() {
        return Arrays.copyOf(roots, Long.bitCount(leaves) * HASH);
    }

    /** Leaves the hash of the node over two others in {@link #node}, after its first byte. */
    private void join(byte[] left, int leftAt, byte[] right, int rightAt) {
        System.arraycopy(left, leftAt, node, 1, HASH);
        System.arraycopy(right, rightAt, node, 1 + HASH, HASH);
        sha256.update(node);
        try {
            sha256.digest(node, 1, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
