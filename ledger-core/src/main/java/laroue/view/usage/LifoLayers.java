package laroue.view.usage;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What is in an account by when it came: last in, first out. At most {@value #MOST} layers are told apart; the two that
 * came closest to each other are then one, which came at their mean time, weighted by amount.
 */
final class LifoLayers {

    /** An account that takes in many payments between two of its own keeps a few weeks apart from each other. */
    static final int MOST = 32;

    private static final int BYTES = 2 * Long.BYTES;

    private final long[] cents = new long[MOST + 1];
    private final long[] micros = new long[MOST + 1];
    private int size;

    LifoLayers(byte[] stored) {
        var buffer = ByteBuffer.wrap(stored);
        for (size = 0; size < stored.length / BYTES; size++) {
            cents[size] = buffer.getLong();
            micros[size] = buffer.getLong();
        }
    }

    byte[] stored() {
        var buffer = ByteBuffer.allocate(size * BYTES);
        for (int i = 0; i < size; i++) {
            buffer.putLong(cents[i]).putLong(micros[i]);
        }
        return buffer.array();
    }

    /** What comes in lies on top, whatever time it took effect. */
    void put(long amountCents, long atMicros) {
        cents[size] = amountCents;
        micros[size] = atMicros;
        size++;
        if (size > MOST) {
            mergeClosest();
        }
    }

    /**
     * Takes from the top.
     *
     * @return each amount times how long it had been there; not less than nothing for what was typed in late
     */
    BigInteger take(long amountCents, long atMicros) {
        var rested = BigInteger.ZERO;
        for (long due = amountCents; due > 0; ) {
            if (size == 0) {
                throw new IllegalStateException("%d cents leave an account that does not hold them".formatted(due));
            }
            int top = size - 1;
            long taken = Math.min(due, cents[top]);
            rested = rested.add(MeanTimes.centMicros(taken, micros[top], atMicros));
            due -= taken;
            cents[top] -= taken;
            if (cents[top] == 0) {
                size--;
            }
        }
        return rested;
    }

    private void mergeClosest() {
        int closest = 0;
        for (int i = 1; i < size - 1; i++) {
            if (apart(i) < apart(closest)) {
                closest = i;
            }
        }
        micros[closest] = MeanTimes.mean(cents[closest], micros[closest], cents[closest + 1], micros[closest + 1]);
        cents[closest] = Math.addExact(cents[closest], cents[closest + 1]);
        System.arraycopy(cents, closest + 2, cents, closest + 1, size - closest - 2);
        System.arraycopy(micros, closest + 2, micros, closest + 1, size - closest - 2);
        size--;
    }

    private long apart(int lower) {
        return Math.abs(micros[lower + 1] - micros[lower]);
    }
}
