package laroue.ledger;

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
final class MovedReader {

    private static final int MOST_DIGITS = 18;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean odd;

    private MovedReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Null unless these bytes are a debit in the usual form. */
    static @Nullable Moved debited(byte[] bytes, int from, int length) {
        var in = new MovedReader(bytes, from, length);
        var account = in.text("{\"account\":\"");
        var transfer = in.transfer();
        var counterparty = in.text(",\"counterparty\":\"");
        long amount = in.number(",\"amount\":");
        long balance = in.number(",\"balance\":");
        var reference = in.textOrNull(",\"reference\":\"");
        var refundOf = in.textOrNull(",\"refundOf\":\"");
        var card = in.textOrNull(",\"card\":\"");
        return transfer == null || !in.complete()
                ? null
                : new Debited(
                        new AccountNumber(account),
                        transfer,
                        new AccountNumber(counterparty),
                        new Roues(amount),
                        new Roues(balance),
                        reference,
                        operation(refundOf),
                        card == null ? null : new CardNumber(card));
    }

    /** Null unless these bytes are a credit in the usual form. */
    static @Nullable Moved credited(byte[] bytes, int from, int length) {
        var in = new MovedReader(bytes, from, length);
        var account = in.text("{\"account\":\"");
        var transfer = in.transfer();
        var counterparty = in.text(",\"counterparty\":\"");
        long amount = in.number(",\"amount\":");
        long balance = in.number(",\"balance\":");
        var reference = in.textOrNull(",\"reference\":\"");
        var refundOf = in.textOrNull(",\"refundOf\":\"");
        return transfer == null || !in.complete()
                ? null
                : new Credited(
                        new AccountNumber(account),
                        transfer,
                        new AccountNumber(counterparty),
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
        while (at < end && bytes[at] != '"') {
            odd |= bytes[at] == '\\' || (bytes[at] >= 0 && bytes[at] < ' ');
            at++;
        }
        odd |= at == end;
        return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
    }

    private long number(String name) {
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
        if (odd || end - at < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        at += name.length();
        return true;
    }
}
