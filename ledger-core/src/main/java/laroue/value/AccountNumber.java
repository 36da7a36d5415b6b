package laroue.value;

import java.util.Optional;

/**
 * The number of a digital account, made to be typed by people: the association's code, six digits, and a check digit,
 * as in {@code 05-000042-6}.
 *
 * <p>The check digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004): it notices every single
 * wrong digit and every two neighbours swapped. Letters of the code count as two digits, A being 10.
 */
public record AccountNumber(String number) implements Comparable<AccountNumber> {

    private static final int SERIALS = 1_000_000;

    /** After the code: a hyphen, six digits, a hyphen and the check digit. */
    private static final int AFTER_CODE = 9;

    /** Damm's quasigroup of order 10: row is the interim digit, column the next one. */
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
    };

    /** A number that no account ever has, since serials start at 1: what stands for one that was typed wrongly. */
    public static final AccountNumber NOBODYS = new AccountNumber("0-000000-0");

    public AccountNumber {
        if (!isWellFormed(number)) {
            throw new IllegalArgumentException("not an account number: " + number);
        }
    }

    /**
     * The number of the account that an association opens as its {@code serial}-th.
     *
     * @param serial from 1 to 999 999
     */
    public static AccountNumber of(AssociationCode association, int serial) {
        if (serial < 1 || serial >= SERIALS) {
            throw new IllegalArgumentException(association + " cannot number an account " + serial);
        }
        var digits = "%06d".formatted(serial);
        int interim = checkDigit(0, association.code(), 0, association.code().length());
        return new AccountNumber(association + "-" + digits + "-" + checkDigit(interim, digits, 0, digits.length()));
    }

    /** What a person typed, as a number; empty if its shape or its check digit is wrong. */
    public static Optional<AccountNumber> parse(String typed) {
        return isWellFormed(typed) ? Optional.of(new AccountNumber(typed)) : Optional.empty();
    }

    /** The association that owes this account's balance (rule 44). */
    public AssociationCode association() {
        return new AssociationCode(number.substring(0, number.indexOf('-')));
    }

    @Override
    public int compareTo(AccountNumber other) {
        return number.compareTo(other.number);
    }

    @Override
    public String toString() {
        return number;
    }

    /** Looked at by hand: every event that is read has two of them, and a pattern takes ten times as long. */
    private static boolean isWellFormed(String text) {
        int code = text.length() - AFTER_CODE;
        return code > 0
                && AssociationCode.isWellFormed(text.substring(0, code))
                && text.charAt(code) == '-'
                && areDigits(text, code + 1, code + 7)
                && text.charAt(code + 7) == '-'
                && text.charAt(code + 8) == '0' + checkDigit(checkDigit(0, text, 0, code), text, code + 1, code + 7);
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Goes on from an interim digit, zero at the start. */
    private static int checkDigit(int from, String digitsAndLetters, int begin, int end) {
        int interim = from;
        for (int i = begin; i < end; i++) {
            int value = Character.digit(digitsAndLetters.charAt(i), 36);
            if (value >= 10) {
                interim = DAMM[interim][value / 10];
            }
            interim = DAMM[interim][value % 10];
        }
        return interim;
    }
}
