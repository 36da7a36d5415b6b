package laroue.api.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.command.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * One POST as it came in: its body, read once, and its key. A controller takes it as an argument.
 *
 * @param path as it was sent
 * @param body its very bytes, as characters from 0 to 255: two bodies are the same request only if no byte differs
 * @param key the client's name for this request; null without one
 * @param traceId names this request in answers and logs
 * @param language of a refusal
 */
public record Call(
        String method,
        String path,
        String body,
        @Nullable String key,
        boolean preview,
        @Nullable String traceId,
        Language language) {

    /** How many bytes the body of an ordinary request may have. */
    public static final int MOST_BYTES = 1 << 20;

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final String KEY_HEADER = "Idempotency-Key";

    /** This call as a submission of a client. */
    Submission by(String client) {
        return new Submission(client, method, path, body, key, preview, traceId, language);
    }

    /** Reads the body; a field that the reader does not ask for is refused. */
    public <T> T read(Function<Fields, T> reader) {
        return Fields.read(body.getBytes(ISO_8859_1), reader);
    }

    /** Sees to it that nothing is asked for but what the path says. */
    public void readNothing() {
        read(Fields::names).forEach(it -> {
            throw Problems.malformed(StrictJson.shown(it), Sentence.of("field.unknown"));
        });
    }

    /** Reads a call; {@code money} is null unless the call moves money. */
    static Call of(HttpServletRequest request, @Nullable Money money) throws IOException {
        boolean preview = money != null && QueryParameters.preview(request);
        var key = key(request);
        if (money != null && key == null && !preview) {
            throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_MISSING);
        }
        return new Call(
                request.getMethod(),
                request.getRequestURI(),
                new String(body(request, money == null ? MOST_BYTES : money.mostBytes()), ISO_8859_1),
                key,
                preview,
                Trace.of(request),
                ProblemAnswers.language(request));
    }

    private static @Nullable String key(HttpServletRequest request) {
        var keys = header(request, KEY_HEADER);
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw Problems.malformed(KEY_HEADER, Sentence.of("field.key"));
        }
        return keys.getFirst();
    }

    /** The key of a request, whatever else is wrong with it; empty without one that could be kept. */
    static Optional<String> keyOf(HttpServletRequest request) {
        var keys = header(request, KEY_HEADER);
        return keys.size() == 1 && KEY.matcher(keys.getFirst()).matches()
                ? Optional.of(keys.getFirst())
                : Optional.empty();
    }

    private static byte[] body(HttpServletRequest request, int mostBytes) throws IOException {
        if (request.getContentLengthLong() > mostBytes) {
            throw tooLarge(mostBytes);
        }
        var body = request.getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw tooLarge(mostBytes);
        }
        // A form was read before it came here, and leaves nothing to be read: what was announced counts.
        boolean announced = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (announced || body.length > 0) {
            requireJson(header(request, HttpHeaders.CONTENT_TYPE));
            requireUncompressed(header(request, HttpHeaders.CONTENT_ENCODING), body);
        }
        return body;
    }

    /** As RFC 9110 says: in any case, with other parameters, and a charset with or without quotes. */
    private static void requireJson(List<String> contentTypes) {
        if (contentTypes.size() != 1) {
            throw unsupported(Sentence.of("unsupported-media-type.undeclared"));
        }
        try {
            var type = MediaType.parseMediaType(contentTypes.getFirst());
            if (!type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE);
            }
            if (type.getCharset() != null && !UTF_8.equals(type.getCharset())) {
                throw unsupported(Sentence.of("unsupported-media-type.charset", Map.of("charset", type.getCharset())));
            }
        } catch (InvalidMediaTypeException _) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /** Neither said to be compressed nor compressed without a word: the first bytes of gzip begin no JSON. */
    private static void requireUncompressed(List<String> contentEncodings, byte[] body) {
        boolean said = contentEncodings.stream()
                .flatMap(it -> Arrays.stream(it.split(",")))
                .map(String::strip)
                .anyMatch(it -> !it.isEmpty() && !"identity".equalsIgnoreCase(it));
        boolean gzip = body.length > 1 && body[0] == 0x1f && body[1] == (byte) 0x8b;
        if (said || gzip) {
            throw unsupported(Sentence.of("unsupported-media-type.encoding"));
        }
    }

    private static ProblemException unsupported(Sentence why) {
        return new ProblemException(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, why));
    }

    private static ProblemException tooLarge(int mostBytes) {
        return new ProblemException(
                Problem.of(ProblemType.TOO_LARGE, Sentence.of("too-large.body", Map.of("most", mostBytes))));
    }

    private static List<String> header(HttpServletRequest request, String name) {
        var values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }
}
