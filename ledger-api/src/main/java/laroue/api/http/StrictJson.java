package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of a request and says exactly which field is wrong. Written by hand, because what a data binder
 * forgives (a fraction cut to a whole number, digits in quotes, the last of two equal names) is money.
 *
 * <p>An object is a {@link Map}, an array a {@link List}, a text a {@link String}, a whole number a {@link Long}, true
 * and false a {@link Boolean}; everything else is an {@link Odd}.
 */
final class StrictJson {

    /** What is legal JSON and no value that this API ever asks for. */
    enum Odd {
        NULL,
        /** Has a point or an exponent, also where nothing stands behind it. */
        FRACTION,
        /** Does not fit into 64 bits. */
        HUGE
    }

    private static final int MOST_LEVELS = 8;

    /** Some programs begin a text with it; it means nothing in UTF-8 (RFC 8259, section 8.1). */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** More digits than any whole number of 64 bits has, with its sign. */
    private static final int MOST_DIGITS = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /** Reads a whole body, which must be one object. */
    static Map<String, Object> object(byte[] body) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Problems.malformed("body", Sentence.of("field.json-object"));
            }
            var object = object(parser, "");
            if (parser.nextToken() != null) {
                throw Problems.malformed("body", Sentence.of("field.json-rest"));
            }
            return object;
        } catch (JacksonException e) {
            throw Problems.malformed("body", notJson(e));
        }
    }

    private static String text(byte[] body) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException _) {
            throw Problems.malformed("body", Sentence.of("field.utf-8"));
        }
    }

    private static Map<String, Object> object(JsonParser parser, String path) {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var field = path.isEmpty() ? name : path + "." + name;
            parser.nextToken();
            if (object.put(name, value(parser, field)) != null) {
                throw Problems.malformed(shown(field), Sentence.of("field.name-twice"));
            }
        }
        return object;
    }

    private static List<Object> array(JsonParser parser, String path) {
        var array = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private static Object value(JsonParser parser, String path) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser.getString());
            case VALUE_NUMBER_FLOAT -> Odd.FRACTION;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Odd.NULL;
            default -> throw Problems.malformed(shown(path), Sentence.of("field.json"));
        };
    }

    /** Told by its length where it is long: nobody gets to make us multiply a million digits. */
    private static Object whole(String digits) {
        if (digits.length() > MOST_DIGITS) {
            return Odd.HUGE;
        }
        var number = new BigInteger(digits);
        return number.bitLength() < Long.SIZE ? number.longValue() : Odd.HUGE;
    }

    /** A name as a problem may repeat it: short, and without what could break a line of a log. */
    static String shown(String field) {
        var line = new StringBuilder();
        field.codePoints()
                .limit(100)
                .forEach(it -> line.appendCodePoint(Character.isISOControl(it) || isSurrogate(it) ? '?' : it));
        return line.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    private static Sentence notJson(JacksonException e) {
        var at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? Sentence.of("field.json")
                : Sentence.of("field.json-at", Map.of("line", at.getLineNr(), "column", at.getColumnNr()));
    }
}
