package laroue.view.disclosure;

import java.nio.ByteBuffer;

/** Those who took part, by their numbers: the least five. Enough to know, over any pieces of time, whether there were five. */
final class AtMostFive {

    private final int[] numbers = new int[SmallCellSuppression.FEWEST];
    private int size;

    /** How many; not counted beyond five. */
    int size() {
        return size;
    }

    private boolean isFull() {
        return size == numbers.length;
    }

    void add(int number) {
        if (isFull()) {
            return;
        }
        int at = 0;
        while (at < size && numbers[at] < number) {
            at++;
        }
        if (at == size || numbers[at] != number) {
            System.arraycopy(numbers, at, numbers, at + 1, size - at);
            numbers[at] = number;
            size++;
        }
    }

    void add(AtMostFive others) {
        if (others.isFull()) {
            size = numbers.length;
        } else {
            for (int i = 0; i < others.size; i++) {
                add(others.numbers[i]);
            }
        }
    }

    static AtMostFive read(ByteBuffer stored) {
        var few = new AtMostFive();
        few.size = stored.get();
        for (int i = 0; i < few.size && !few.isFull(); i++) {
            few.numbers[i] = stored.getInt();
        }
        return few;
    }

    /** Who they are does not matter any more where there are five. */
    int storedBytes() {
        return isFull() ? Byte.BYTES : Byte.BYTES + size * Integer.BYTES;
    }

    void write(ByteBuffer stored) {
        stored.put((byte) size);
        for (int i = 0; i < size && !isFull(); i++) {
            stored.putInt(numbers[i]);
        }
    }
}
