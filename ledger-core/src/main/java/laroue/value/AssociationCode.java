package laroue.value;

/** Names one issuing association for ever, as its people write it: {@code 05}, {@code 84}, {@code 13A}. */
public record AssociationCode(String code) implements Comparable<AssociationCode> {

    private static final int MOST_CHARACTERS = 6;

    public AssociationCode {
        if (!isWellFormed(code)) {
            throw new IllegalArgumentException("not the code of an association: " + code);
        }
    }

    /** Whether a text has the shape of a code: one to six digits or capital letters. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigitOrCapital(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_CHARACTERS;
    }

    private static boolean isDigitOrCapital(char character) {
        return ('0' <= character && character <= '9') || ('A' <= character && character <= 'Z');
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
