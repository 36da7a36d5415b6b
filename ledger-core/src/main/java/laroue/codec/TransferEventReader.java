package laroue.codec;

import java.nio.charset.StandardCharsets;
import laroue.account.AccountEvent.Credited;
import laroue.account.AccountEvent.Debited;
import laroue.account.AccountEvent.Moved;
import laroue.account.AccountEvent.Transfer;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two sides of a payment, which are nearly all that a ledger holds, in the very form in which {@link
 * EventCodec} writes them: the same fields in the same order, without a blank. Whatever looks otherwise is not read
 * here but by a reader of any JSON, which takes five times as long.
 */
final class TransferEventReader {

    private static final int MOST_DIGITS = 18;

    /**
     * Account numbers that were read lately, each at a hash of its bytes. The same few thousand accounts come again and
     * again, so most numbers need neither be checked nor be held once more. Threads may overwrite each other's: whatever
     * is found is a whole number, and is compared.
     */
    private static final @Nullable AccountNumber[] LATELY = new @Nullable AccountNumber[1 << 14];

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean odd;

    private TransferEventReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Null unless these bytes are a debit in the usual form. */
    static @Nullable Moved debited(byte[] bytes, int from, int length) {
        var in = new TransferEventReader(bytes, from, length);
        var account = in.account("{\"account\":\"");
        var transfer = in.transfer();
        var counterparty = in.account(",\"counterparty\":\"");
        long amount = in.cents(",\"amount\":");
        long balance = in.cents(",\"balance\":");
        var reference = in.textOrNull(",\"reference\":\"");
        var refundOf = in.textOrNull(",\"refundOf\":\"");
        var card = in.textOrNull(",\"card\":\"");
        return account == null || counterparty == null || transfer == null || !in.complete()
                ? null
                : new Debited(
                        account,
                        transfer,
                        counterparty,
                        new Roues(amount),
                        new Roues(balance),
                        reference,
                        operation(refundOf),
                        card == null ? null : new CardNumber(card));
    }

    /** Null unless these bytes are a credit in the usual form. */
    static @Nullable Moved credited(byte[] bytes, int from, int length) {
        var in = new TransferEventReader(bytes, from, length);
        var account = in.account("{\"account\":\"");
        var transfer = in.transfer();
        var counterparty = in.account(",\"counterparty\":\"");
        long amount = in.cents(",\"amount\":");
        long balance = in.cents(",\"balance\":");
        var reference = in.textOrNull(",\"reference\":\"");
        var refundOf = in.textOrNull(",\"refundOf\":\"");
        return account == null || counterparty == null || transfer == null || !in.complete()
                ? null
                : new Credited(
                        account,
                        transfer,
                        counterparty,
                        new Roues(amount),
                        new Roues(balance),
                        reference,
                        operation(refundOf));
    }

    private @Nullable Transfer transfer() {
        return switch (text(",\"transfer\":\"")) {
            case "payment" -> Transfer.PAYMENT;
            case "refund" -> Transfer.REFUND;
            case "membership" -> Transfer.MEMBERSHIP;
            default -> null;
        };
    }

    private static @Nullable OperationId operation(@Nullable String id) {
        return id == null ? null : OperationId.parse(id).orElseThrow();
    }

    private boolean complete() {
        return passed("}") && at == end && !odd;
    }

    private @Nullable String textOrNull(String name) {
        return passed(name) ? restOfText() : null;
    }

    private String text(String name) {
        return expected(name) ? restOfText() : "";
    }

    private String restOfText() {
        int from = at;
        skipText();
        return text(from, at - 1);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Goes behind the end of a text, and says what hash its bytes have. */
    private int skipText() {
        int hash = 0;
        while (at < end && bytes[at] != '"') {
            odd |= bytes[at] == '\\' || (bytes[at] >= 0 && bytes[at] < ' ');
            hash = 31 * hash + bytes[at++];
        }
        odd |= at == end;
        at++;
        return hash;
    }

    private @Nullable AccountNumber account(String name) {
        if (!expected(name)) {
            return null;
        }
        int from = at;
        int slot = skipText() & (LATELY.length - 1);
        if (odd) {
            return null;
        }
        var known = LATELY[slot];
        if (known != null && isAt(known.number(), from, at - 1)) {
            return known;
        }
        var read = new AccountNumber(text(from, at - 1));
        LATELY[slot] = read;
        return read;
    }

    private boolean isAt(String text, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long cents(String name) {
        int from = expected(name) ? at : end;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        int digits = at - from;
        odd |= digits < 1 || digits > MOST_DIGITS || (digits > 1 && bytes[from] == '0');
        return number;
    }

    private boolean expected(String name) {
        boolean there = passed(name);
        odd |= !there;
        return there;
    }

    /** Goes behind some plain characters, if it is they that follow. */
    private boolean passed(String name) {
        boolean there = !odd && end - at >= name.length() && isAt(name, at, at + name.length());
        at += there ? name.length() : 0;
        return there;
    }
}
