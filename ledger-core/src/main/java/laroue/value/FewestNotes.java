package laroue.value;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The bounded change problem, solved exactly: for each amount up to the one asked for, the fewest notes with the kinds
 * looked at so far. One kind after the other, and along each residue class of its denomination a sliding window of as
 * many notes as there are: kinds × amount steps, whatever the denominations.
 */
final class FewestNotes {

    /** The most that it composes: more is never handed over a counter, and the tables would grow with it. */
    static final Roues MOST = new Roues(100_000_00L);

    private static final int IMPOSSIBLE = Integer.MAX_VALUE;

    private final int amount;
    private final List<Entry<Note, Integer>> kinds;
    private final int[][] used;
    private int[] fewest;

    private FewestNotes(List<Entry<Note, Integer>> kinds, int amount) {
        this.kinds = kinds;
        this.amount = amount;
        used = new int[kinds.size()][amount + 1];
        fewest = new int[amount + 1];
        Arrays.fill(fewest, 1, amount + 1, IMPOSSIBLE);
    }

    static Optional<Notes> of(Notes notes, Roues amount) {
        if (amount.isNegative() || MOST.isLessThan(amount) || amount.cents() % 100 != 0) {
            return Optional.empty();
        }
        // The largest last: where two choices need as many notes, the later kind is the one that is used more.
        var kinds = notes.counts().entrySet().stream()
                .sorted(Comparator.comparingInt(it -> it.getKey().denomination()))
                .toList();
        return new FewestNotes(kinds, (int) (amount.cents() / 100)).solve();
    }

    private Optional<Notes> solve() {
        for (int kind = 0; kind < kinds.size(); kind++) {
            lookAt(kind);
        }
        return fewest[amount] == IMPOSSIBLE ? Optional.empty() : Optional.of(chosen());
    }

    private void lookAt(int kind) {
        int denomination = kinds.get(kind).getKey().denomination();
        int there = kinds.get(kind).getValue();
        var next = new int[amount + 1];
        for (int residue = 0; residue < denomination && residue <= amount; residue++) {
            slide(residue, denomination, there, next, used[kind]);
        }
        fewest = next;
    }

    /** The window holds, best first, from how many notes of this kind before one may come: at most as many as there are. */
    private void slide(int residue, int denomination, int there, int[] next, int[] usedOfKind) {
        var window = new ArrayDeque<Integer>();
        for (int step = 0; residue + step * denomination <= amount; step++) {
            int at = residue + step * denomination;
            while (!window.isEmpty()
                    && cost(window.getLast(), residue, denomination) > cost(step, residue, denomination)) {
                window.removeLast();
            }
            window.addLast(step);
            if (step - window.getFirst() > there) {
                window.removeFirst();
            }
            int from = window.getFirst();
            int before = fewest[residue + from * denomination];
            next[at] = before == IMPOSSIBLE ? IMPOSSIBLE : before + step - from;
            usedOfKind[at] = before == IMPOSSIBLE ? 0 : step - from;
        }
    }

    /** Notes that are needed without the steps of this kind: what two ways into one amount are compared by. */
    private long cost(int step, int residue, int denomination) {
        int before = fewest[residue + step * denomination];
        return before == IMPOSSIBLE ? Long.MAX_VALUE : (long) before - step;
    }

    private Notes chosen() {
        var counts = new TreeMap<Note, Integer>();
        int left = amount;
        for (int kind = kinds.size() - 1; kind >= 0; kind--) {
            int count = used[kind][left];
            counts.put(kinds.get(kind).getKey(), count);
            left -= count * kinds.get(kind).getKey().denomination();
        }
        return new Notes(counts);
    }
}
