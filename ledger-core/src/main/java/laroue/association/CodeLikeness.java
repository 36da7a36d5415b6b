package laroue.association;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import laroue.value.AssociationCode;
import laroue.value.TextKey;

/**
 * Whether a person would take the code of a new association for an existing one. Leading zeros, case, blanks, hyphens and
 * points do not tell two codes apart, nor do O and 0, or I, L and 1. B and 8 do: 2B and 28 are two departments.
 */
public final class CodeLikeness {

    private static final int MOST_CHARACTERS = 6;

    /** Cyrillic and Greek capitals that look like a Latin one, and what they look like. */
    private static final String FOREIGN = "АВЕКМНОРСТУХІΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

    private static final String LATIN = "ABEKMHOPCTYXIABEZHIKMNOPTYX";

    private CodeLikeness() {}

    /**
     * The existing association for which a code would be taken; empty if there is none.
     *
     * @param typed as somebody typed it; it need not be well-formed
     * @param exists whether there is an association of a code
     */
    public static Optional<AssociationCode> existing(String typed, Predicate<AssociationCode> exists) {
        return alike(typed).stream().filter(exists).findFirst();
    }

    /** All codes that look like a text, itself among them where it is one; at most some hundreds. */
    static List<AssociationCode> alike(String typed) {
        var essence = essence(typed);
        if (essence.isEmpty() || !AssociationCode.isWellFormed(essence)) {
            return List.of();
        }
        var codes = new ArrayList<AssociationCode>();
        for (int zeros = 0; zeros + essence.length() <= MOST_CHARACTERS; zeros++) {
            spell("0".repeat(zeros) + essence, 0, "", codes);
        }
        return codes;
    }

    private static void spell(String essence, int from, String begun, List<AssociationCode> codes) {
        if (from == essence.length()) {
            codes.add(new AssociationCode(begun));
            return;
        }
        char character = essence.charAt(from);
        var looks = switch (character) {
            case '0' -> "0O";
            case '1' -> "1IL";
            default -> String.valueOf(character);
        };
        looks.chars().forEach(it -> spell(essence, from + 1, begun + (char) it, codes));
    }

    /** What is left of a code when all that does not tell it apart is taken away; a single zero stays. */
    private static String essence(String typed) {
        if (typed.length() > 100) {
            return "";
        }
        var plain = new StringBuilder();
        TextKey.of(typed).value().toUpperCase(Locale.ROOT).chars().forEach(it -> {
            int foreign = FOREIGN.indexOf(it);
            char latin = foreign < 0 ? (char) it : LATIN.charAt(foreign);
            switch (latin) {
                case 'O' -> plain.append('0');
                case 'I', 'L' -> plain.append('1');
                case ' ', '-', '.', '_', '/' -> {}
                default -> plain.append(latin);
            }
        });
        return plain.toString().replaceFirst("^0+(?=.)", "");
    }
}
