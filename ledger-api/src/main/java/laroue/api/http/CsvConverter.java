package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Writes a page of a list as CSV (RFC 4180), one line a row and a header line, for whoever asks with {@code Accept:
 * text/csv}. Where there is a next page, the header {@code Link} of the answer leads to it (RFC 8288), by an address relative to
 * this one.
 */
public final class CsvConverter extends AbstractHttpMessageConverter<Page<?>> {

    static final MediaType CSV = new MediaType("text", "csv", UTF_8);

    private static final String END_OF_LINE = "\r\n";

    CsvConverter() {
        super(CSV);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Page.class.equals(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Page<?> readInternal(Class<? extends Page<?>> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("lists are not sent as CSV", message);
    }

    @Override
    protected void writeInternal(Page<?> page, HttpOutputMessage message) throws IOException {
        if (page.next() != null) {
            var here = ServletUriComponentsBuilder.fromCurrentRequest()
                    .replaceQueryParam("cursor", page.next())
                    .build();
            // Without a host: that would be what the request says, and a stranger can write it.
            var next = here.getPath() + "?" + here.getQuery();
            message.getHeaders().add("Link", "<" + next + ">; rel=\"next\"");
        }
        var out = new OutputStreamWriter(message.getBody(), UTF_8);
        write(page, out);
        out.flush();
    }

    static void write(Page<?> page, Writer out) throws IOException {
        var columns = columns("", page.row(), it -> it);
        out.write(String.join(",", columns.stream().map(Column::name).toList()) + END_OF_LINE);
        for (var item : page.items()) {
            var fields =
                    columns.stream().map(it -> field(it.value().apply(item))).toList();
            out.write(String.join(",", fields) + END_OF_LINE);
        }
    }

    private record Column(String name, Function<Object, @Nullable Object> value) {}

    /** A record inside a record becomes columns of its own, named as in {@code holder.commune}. */
    private static List<Column> columns(String prefix, Class<?> row, Function<Object, @Nullable Object> of) {
        var columns = new ArrayList<Column>();
        for (var component : row.getRecordComponents()) {
            Function<Object, @Nullable Object> value = it -> {
                var holder = of.apply(it);
                return holder == null ? null : read(component, holder);
            };
            if (component.getType().isRecord()) {
                columns.addAll(columns(prefix + component.getName() + ".", component.getType(), value));
            } else {
                columns.add(new Column(prefix + name(component), value));
            }
        }
        return columns;
    }

    /** As JSON calls it. */
    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static @Nullable Object read(RecordComponent component, Object row) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // the records of answers are private to their controllers
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One field. Numbers stay as they are, negative ones too. */
    static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        var text = value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : value.toString();
        if (!(value instanceof Number)) {
            text = harmless(text);
        }
        boolean plain = text.chars().noneMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * A text that a spreadsheet would take for a formula is given an apostrophe in front, so that a member's memo never
     * runs on a treasurer's machine.
     */
    public static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
