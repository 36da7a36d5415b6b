package laroue.view.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** What each group paid to each other group. PeriodCover of time are put together by adding theirs. */
public final class FlowMatrix {

    private static final int SUM_BYTES = 2 * Long.BYTES;

    private final Map<String, Map<String, Sum>> rows = new HashMap<>();

    /** What one group paid to another, and some of those who took part. */
    public static final class Sum {

        private long payments;
        private long cents;
        private final AtMostFive payers;
        private final AtMostFive payees;

        private Sum(AtMostFive payers, AtMostFive payees) {
            this.payers = payers;
            this.payees = payees;
        }

        public long payments() {
            return payments;
        }

        public long cents() {
            return cents;
        }

        /** How many took part on the side that has fewer; not counted beyond five. */
        public int parties() {
            return Math.min(payers.size(), payees.size());
        }

        private void add(long morePayments, long moreCents) {
            payments = Math.addExact(payments, morePayments);
            cents = Math.addExact(cents, moreCents);
        }
    }

    /** Looks at each cell in which something was paid. */
    public interface Look {
        void at(String payers, String payees, Sum sum);
    }

    public void forEach(Look look) {
        rows.forEach((payers, row) -> row.forEach((payees, sum) -> look.at(payers, payees, sum)));
    }

    /** In all cells together. */
    public long payments() {
        return total(Sum::payments);
    }

    /** In all cells together. */
    public long cents() {
        return total(Sum::cents);
    }

    private long total(ToLongFunction<Sum> value) {
        return rows.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(value)
                .reduce(0, Math::addExact);
    }

    private Sum of(String payers, String payees) {
        return rows.computeIfAbsent(payers, _ -> new HashMap<>())
                .computeIfAbsent(payees, _ -> new Sum(new AtMostFive(), new AtMostFive()));
    }

    public void paid(String payers, String payees, int payer, int payee, long cents) {
        var sum = of(payers, payees);
        sum.add(1, cents);
        sum.payers.add(payer);
        sum.payees.add(payee);
    }

    public void add(FlowMatrix others) {
        add(others, UnaryOperator.identity());
    }

    /** Adds others whose groups have another name here; groups that have the same are one. */
    public void add(FlowMatrix others, UnaryOperator<String> name) {
        others.forEach((payers, payees, other) -> add(name.apply(payers), name.apply(payees), other));
    }

    private void add(String payers, String payees, Sum other) {
        var sum = of(payers, payees);
        sum.add(other.payments, other.cents);
        sum.payers.add(other.payers);
        sum.payees.add(other.payees);
    }

    /** Adds what another one stored. */
    public void add(byte[] stored) {
        var buffer = ByteBuffer.wrap(stored);
        while (buffer.hasRemaining()) {
            var payers = text(buffer);
            for (int columns = buffer.getInt(); columns > 0; columns--) {
                var payees = text(buffer);
                long payments = buffer.getLong();
                long cents = buffer.getLong();
                var sum = new Sum(AtMostFive.read(buffer), AtMostFive.read(buffer));
                sum.add(payments, cents);
                add(payers, payees, sum);
            }
        }
    }

    /** Row by row, in the order of the groups: the group of payers, how many columns, and for each the group of payees and its sum. */
    public byte[] stored() {
        var buffer = ByteBuffer.allocate(storedBytes());
        new TreeMap<>(rows).forEach((payers, row) -> {
            text(buffer, payers);
            buffer.putInt(row.size());
            new TreeMap<>(row).forEach((payees, sum) -> {
                text(buffer, payees);
                buffer.putLong(sum.payments).putLong(sum.cents);
                sum.payers.write(buffer);
                sum.payees.write(buffer);
            });
        });
        return buffer.array();
    }

    private int storedBytes() {
        int bytes = 0;
        for (var row : rows.entrySet()) {
            bytes += storedBytes(row.getKey()) + Integer.BYTES;
            for (var cell : row.getValue().entrySet()) {
                var sum = cell.getValue();
                bytes += storedBytes(cell.getKey()) + SUM_BYTES + sum.payers.storedBytes() + sum.payees.storedBytes();
            }
        }
        return bytes;
    }

    private static int storedBytes(String text) {
        return Byte.BYTES + text.getBytes(UTF_8).length;
    }

    private static void text(ByteBuffer stored, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        stored.put((byte) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer stored) {
        byte[] bytes = new byte[Byte.toUnsignedInt(stored.get())];
        stored.get(bytes);
        return new String(bytes, UTF_8);
    }
}
