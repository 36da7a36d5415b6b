package laroue.value;

import java.util.Optional;

/**
 * One series of notes of one issuer, written {@code 84/2024}. A note is a debt of its issuer for ever, wherever it is
 * (rule 44).
 *
 * @param name one to ten digits, capital letters or dashes; unique for its issuer
 */
public record Series(AssociationCode issuer, String name) implements Comparable<Series> {

    private static final int MOST_CHARACTERS = 10;

    public Series {
        if (!isWellFormed(name)) {
            throw new IllegalArgumentException("not the name of a series: " + name);
        }
    }

    /** Reads what {@link #toString} writes; empty if it is nothing of the kind. */
    public static Optional<Series> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !AssociationCode.isWellFormed(text.substring(0, slash))) {
            return Optional.empty();
        }
        var name = text.substring(slash + 1);
        return isWellFormed(name)
                ? Optional.of(new Series(new AssociationCode(text.substring(0, slash)), name))
                : Optional.empty();
    }

    /** Whether a text has the shape of a name of a series. */
    public static boolean isWellFormed(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_CHARACTERS
                && name.chars().allMatch(Series::isPartOfName);
    }

    private static boolean isPartOfName(int character) {
        return ('0' <= character && character <= '9') || ('A' <= character && character <= 'Z') || character == '-';
    }

    @Override
    public int compareTo(Series other) {
        int byIssuer = issuer.compareTo(other.issuer);
        return byIssuer != 0 ? byIssuer : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return issuer + "/" + name;
    }
}
