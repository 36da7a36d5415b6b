package laroue.admin.frame;

/** Texts that a spreadsheet shows and never computes, whichever sign it takes for the end of a cell. */
final class NoFormula {

    private static final String SIGNS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String SEPARATORS = ";,|\"\r\n";

    private NoFormula() {}

    /**
     * The text with an apostrophe before each sign that would begin a formula: at the start, after what may separate cells,
     * and after a blank. A minus between two blanks is a dash and stays. Tabs become blanks.
     */
    static String of(String text) {
        var safe = new StringBuilder(text.length());
        boolean first = true;
        boolean afterBlank = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean dash = sign == '-' && i + 1 < text.length() && isBlank(text.charAt(i + 1));
            if (SIGNS.indexOf(sign) >= 0 && (first || (afterBlank && !dash))) {
                safe.append('\'');
            }
            safe.append(isTab(sign) ? ' ' : sign);
            afterBlank = isBlank(sign);
            first = SEPARATORS.indexOf(sign) >= 0 || (first && afterBlank);
        }
        return safe.toString();
    }

    private static boolean isTab(char sign) {
        return sign == '\t' || sign == '\u000B' || sign == '\f';
    }

    private static boolean isBlank(char sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign);
    }
}
