package laroue.value;

import java.util.Optional;

/**
 * Whether a text that people type is what it looks like. Every entrance for names and free texts (API, pages, imports)
 * asks here, so that a text is refused everywhere or nowhere.
 *
 * <p>An emoji may be followed by its variation selector, and emojis may be joined. Everything else that has no width of
 * its own, turns the direction of reading, or controls a terminal is a fault.
 */
public final class VisibleText {

    /** More marks on one letter than any living script writes. */
    private static final int MOST_MARKS = 4;

    private static final int JOINER = 0x200D;

    private VisibleText() {}

    /** What is wrong with a text. */
    public enum Fault {
        /** Nothing that can be seen: blanks, marks and invisible characters only. */
        EMPTY,
        /** A control character, a line or paragraph separator, half of a surrogate pair, a code that is no character. */
        CONTROL,
        /** A character that changes the direction in which the text around it is read. */
        DIRECTION,
        /** A character without width, or a filler that looks like a blank. */
        INVISIBLE,
        /** More than four combining marks on one letter. */
        MARKS
    }

    /** The first fault of a text; empty if it is what it looks like. */
    public static Optional<Fault> fault(String text) {
        var codes = text.codePoints().toArray();
        int marks = 0;
        boolean visible = false;
        for (int i = 0; i < codes.length; i++) {
            int code = codes[i];
            if (isControl(code)) {
                return Optional.of(Fault.CONTROL);
            }
            if (isDirection(code)) {
                return Optional.of(Fault.DIRECTION);
            }
            if (isInvisible(code) && !belongsToEmoji(codes, i)) {
                return Optional.of(Fault.INVISIBLE);
            }
            marks = isMark(code) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                return Optional.of(Fault.MARKS);
            }
            visible |= !isMark(code) && !Character.isSpaceChar(code) && !isInvisible(code);
        }
        return visible ? Optional.empty() : Optional.of(Fault.EMPTY);
    }

    /** The text without the characters that have no width and turn no direction; for files that other programs wrote. */
    public static String withoutInvisible(String text) {
        var codes = text.codePoints().toArray();
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < codes.length; i++) {
            if (!isInvisible(codes[i]) || belongsToEmoji(codes, i)) {
                kept.appendCodePoint(codes[i]);
            }
        }
        return kept.toString();
    }

    private static boolean isControl(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
        };
    }

    private static boolean isDirection(int code) {
        return code == 0x061C
                || code == 0x200E
                || code == 0x200F
                || (code >= 0x202A && code <= 0x202E)
                || (code >= 0x2066 && code <= 0x2069);
    }

    /** Formats, variation selectors, and the letters and signs that Unicode defines without a glyph. */
    private static boolean isInvisible(int code) {
        return Character.getType(code) == Character.FORMAT
                || isVariation(code)
                || (code >= 0x180B && code <= 0x180F)
                || (code >= 0xE0000 && code <= 0xE0FFF)
                || switch (code) {
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
                    default -> code >= 0xFFF0 && code <= 0xFFF8;
                };
    }

    private static boolean isVariation(int code) {
        return code >= 0xFE00 && code <= 0xFE0F;
    }

    private static boolean isMark(int code) {
        return switch (Character.getType(code)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** A variation selector after an emoji; a joiner between two, the first with its selector or skin colour. */
    private static boolean belongsToEmoji(int[] codes, int i) {
        if (isVariation(codes[i])) {
            return i > 0 && Character.isExtendedPictographic(codes[i - 1]);
        }
        int before = i - 1;
        while (before > 0 && (isVariation(codes[before]) || Character.isEmojiModifier(codes[before]))) {
            before--;
        }
        return codes[i] == JOINER
                && before >= 0
                && Character.isExtendedPictographic(codes[before])
                && i + 1 < codes.length
                && Character.isExtendedPictographic(codes[i + 1]);
    }
}
