package laroue.value;

/**
 * One kind of note.
 *
 * @param denomination whole roues, 1 to {@link #MOST}; which ones a series has is data, 13 among them (rule 41)
 */
public record Note(Series series, int denomination) implements Comparable<Note> {

    /** The largest denomination that may be printed. */
    public static final int MOST = 1_000;

    public Note {
        if (denomination < 1 || denomination > MOST) {
            throw new IllegalArgumentException("no note is worth " + denomination + " roues");
        }
    }

    public AssociationCode issuer() {
        return series.issuer();
    }

    /** What so many of these notes are worth. */
    Roues times(int count) {
        return new Roues(Math.multiplyExact(Math.multiplyExact((long) count, denomination), 100L));
    }

    @Override
    public int compareTo(Note other) {
        int bySeries = series.compareTo(other.series);
        return bySeries != 0 ? bySeries : Integer.compare(denomination, other.denomination);
    }

    @Override
    public String toString() {
        return denomination + " of " + series;
    }
}
