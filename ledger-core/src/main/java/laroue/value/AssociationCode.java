package laroue.value;

import java.util.regex.Pattern;

/** Names one issuing association for ever, as its people write it: {@code 05}, {@code 84}, {@code 13A}. */
public record AssociationCode(String code) implements Comparable<AssociationCode> {

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z]{1,6}");

    public AssociationCode {
        if (!isWellFormed(code)) {
            throw new IllegalArgumentException("not the code of an association: " + code);
        }
    }

    /** Whether a text has the shape of a code: one to six digits or capital letters. */
    public static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(AssociationCode other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
