package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for, from the query parameters {@code limit} and {@code cursor}. A controller takes it
 * as an argument, and by that allows the two parameters.
 *
 * @param list the path of the list; a cursor is good for the list that gave it, and for no other
 * @param limit how many rows at most; 1 to 500
 * @param after the key of the last row that the page before showed; null for the first page
 */
public record Paging(String list, int limit, @Nullable String after) {

    public static final int DEFAULT_LIMIT = 50;

    public static final int MOST = 500;

    /** How many rows to ask the database for, so that {@link Page#of} can tell whether there is a next page. */
    public int oneMore() {
        return limit + 1;
    }

    /** The key to go on after, where it is a number such as a position; empty for the first page. */
    public Optional<Long> afterNumber() {
        if (after == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(after));
        } catch (NumberFormatException _) {
            throw foreign();
        }
    }

    /** A cursor that this list did not give, or whose row is no longer in it: to go on elsewhere would show the wrong rows. */
    public static ProblemException foreign() {
        return Problems.malformed("cursor", Sentence.of("field.cursor"));
    }

    static Paging of(String list, @Nullable String limit, @Nullable String cursor) {
        return new Paging(
                list, limit == null ? DEFAULT_LIMIT : limit(limit), cursor == null ? null : key(list, cursor));
    }

    /** Opaque, so that nobody builds one by hand; it holds the key, a check of list and key, and nothing about the caller. */
    String cursor(String key) {
        var bytes = key.getBytes(UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES + bytes.length)
                        .putInt(check(list, key))
                        .put(bytes)
                        .array());
    }

    private static int check(String list, String key) {
        var crc = new CRC32();
        crc.update((list + '\n' + key).getBytes(UTF_8));
        return (int) crc.getValue();
    }

    private static int limit(String typed) {
        if (!typed.matches("[0-9]{1,3}") || Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > MOST) {
            throw Problems.malformed("limit", Sentence.of("field.whole-between", Map.of("least", 1, "most", MOST)));
        }
        return Integer.parseInt(typed);
    }

    private static String key(String list, String cursor) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            int check = bytes.getInt();
            var key = UTF_8.newDecoder().decode(bytes).toString();
            if (check == check(list, key)) {
                return key;
            }
        } catch (IllegalArgumentException | BufferUnderflowException | CharacterCodingException _) {
            // Falls through: whatever it was, it did not come from here.
        }
        throw foreign();
    }
}
