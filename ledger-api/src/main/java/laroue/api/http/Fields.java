package laroue.api.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.RefusalProblems;
import laroue.api.command.Sentence;
import laroue.api.http.StrictJson.Odd;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Communes;
import laroue.value.Euros;
import laroue.value.Roues;
import laroue.value.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of a request. Each is asked for by its name and its type; what nobody asked for is
 * refused at the end. Where a field is not as it must be, the answer is a problem that names it, as in {@code
 * items[3].amountCents}.
 *
 * <p>Those that end in {@code OrNull} may be missing, or be null.
 */
public final class Fields {

    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");

    private static final int LONGEST_CODE = 100;

    private final String path;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    private Fields(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * Reads a body, and refuses what the reader did not ask for.
     *
     * @param body empty is the same as an object without fields
     */
    static <T> T read(byte[] body, Function<Fields, T> reader) {
        var fields = new Fields("", body.length == 0 ? Map.of() : StrictJson.object(body));
        var read = reader.apply(fields);
        var unknown = new ArrayList<Problem.FieldError>();
        fields.collectUnknown(unknown);
        if (!unknown.isEmpty()) {
            throw Problems.malformed(unknown);
        }
        return read;
    }

    /** The names of all fields that there are, where a body chooses them. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /** Whether a field is there and is not null; asking so does not read it. */
    public boolean has(String name) {
        return values.getOrDefault(name, Odd.NULL) != Odd.NULL;
    }

    /**
     * A text in one line.
     *
     * @param most how many characters it may have; it has at least one that is not a blank
     */
    public String text(String name, int most) {
        if (!(value(name) instanceof String text)) {
            throw wrong(name, Sentence.of("field.text"));
        }
        return line(name, text, most);
    }

    /** A code as people type it, with whatever stands between its signs; its reader says what it is. */
    public String code(String name) {
        var text = anyText(name);
        if (text.codePointCount(0, text.length()) > LONGEST_CODE) {
            throw wrong(name, Sentence.of("field.most-characters", Map.of("most", LONGEST_CODE)));
        }
        return text;
    }

    /** Any text at all, for what is only compared and never kept. */
    public String anyText(String name) {
        if (!(value(name) instanceof String text)) {
            throw wrong(name, Sentence.of("field.text"));
        }
        return text;
    }

    public @Nullable String textOrNull(String name, int most) {
        return absent(name) ? null : text(name, most);
    }

    /** A text of a given shape. */
    public String text(String name, Pattern shape, Sentence expected) {
        var text = text(name, 300);
        if (!shape.matcher(text).matches()) {
            throw wrong(name, expected);
        }
        return text;
    }

    public @Nullable String textOrNull(String name, Pattern shape, Sentence expected) {
        return absent(name) ? null : text(name, shape, expected);
    }

    public long whole(String name, long least, long most) {
        return switch (value(name)) {
            case Long it when it >= least && it <= most -> it;
            case Long _ -> throw wrong(name, Sentence.of("field.whole-between", Map.of("least", least, "most", most)));
            case Odd it when it == Odd.HUGE -> throw wrong(name, Sentence.of("field.huge"));
            case Odd it when it == Odd.FRACTION -> throw wrong(name, Sentence.of("field.fraction"));
            default -> throw wrong(name, Sentence.of("field.whole"));
        };
    }

    /** An amount of roues that may be asked for: 1 to 99 999 999 999 cents. */
    public Roues roues(String name) {
        return new Roues(whole(name, 1, Roues.MOST_ASKED.cents()));
    }

    public @Nullable Roues rouesOrNull(String name) {
        return absent(name) ? null : roues(name);
    }

    public Euros euros(String name) {
        return roues(name).atPar();
    }

    public @Nullable Euros eurosOrNull(String name) {
        return absent(name) ? null : euros(name);
    }

    /** One of the constants of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> constants) {
        return Written.read(text(name, 100), constants).orElseThrow(() -> {
            var names = Arrays.stream(constants.getEnumConstants()).map(Written::of);
            return wrong(name, Sentence.of("field.one-of", Map.of("values", names.collect(Collectors.joining(", ")))));
        });
    }

    public <E extends Enum<E>> @Nullable E oneOfOrNull(String name, Class<E> constants) {
        return absent(name) ? null : oneOf(name, constants);
    }

    public LocalDate day(String name) {
        return BusinessDay.parse(text(name, 100)).orElseThrow(() -> wrong(name, Times.DAY_EXPECTED));
    }

    public @Nullable LocalDate dayOrNull(String name) {
        return absent(name) ? null : day(name);
    }

    /** An instant of RFC 3339, in microseconds: PostgreSQL keeps no more of it. */
    public @Nullable Instant instantOrNull(String name) {
        if (absent(name)) {
            return null;
        }
        return BusinessDay.parseInstant(text(name, 100)).orElseThrow(() -> wrong(name, Times.INSTANT_EXPECTED));
    }

    /** A time of the day in hours and minutes. */
    public @Nullable LocalTime timeOrNull(String name) {
        if (absent(name)) {
            return null;
        }
        var text = text(name, 100);
        if (!TIME.matcher(text).matches()) {
            throw wrong(name, Sentence.of("field.time"));
        }
        return LocalTime.parse(text);
    }

    /** Yes or no; no where it is missing. */
    public boolean flag(String name) {
        return !absent(name)
                && switch (value(name)) {
                    case Boolean it -> it;
                    default -> throw wrong(name, Sentence.of("field.flag"));
                };
    }

    /** Texts in one line, none of them twice. */
    public List<String> texts(String name, int most, int mostCharacters) {
        if (!(value(name) instanceof List<?> list) || list.isEmpty() || list.size() > most) {
            throw wrong(name, Sentence.of("field.texts", Map.of("most", most)));
        }
        var texts = new LinkedHashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var at = name + "[" + i + "]";
            if (!(list.get(i) instanceof String text)) {
                throw wrong(at, Sentence.of("field.text"));
            }
            if (!texts.add(line(at, text, mostCharacters))) {
                throw wrong(at, Sentence.of("field.twice"));
            }
        }
        return List.copyOf(texts);
    }

    /** An account's number; one that no account can have is answered like one that no account has. */
    public AccountNumber account(String name) {
        return accountOf(text(name, 100));
    }

    /** The same for a number that stands in the path. */
    public static AccountNumber accountOf(String typed) {
        return AccountNumber.parse(typed).orElseThrow(() -> new ProblemException(RefusalProblems.noSuchAccount(typed)));
    }

    public AssociationCode association(String name) {
        var code = text(name, 100);
        if (!AssociationCode.isWellFormed(code)) {
            throw wrong(name, Sentence.of("field.association"));
        }
        return new AssociationCode(code);
    }

    /** The INSEE code of a commune of today, or of a district of Paris, Lyon or Marseille. */
    public String commune(String name) {
        var code = text(name, Codes.COMMUNE, Sentence.of("field.commune"));
        if (!Communes.isKnown(code)) {
            throw wrong(name, Sentence.of("field.no-commune"));
        }
        return code;
    }

    public @Nullable String communeOrNull(String name) {
        return absent(name) ? null : commune(name);
    }

    public Fields object(String name) {
        if (!(value(name) instanceof Map<?, ?> map)) {
            throw wrong(name, Sentence.of("field.object"));
        }
        return inner(at(name), map);
    }

    public @Nullable Fields objectOrNull(String name) {
        return absent(name) ? null : object(name);
    }

    /** A list of objects, each read in its turn. */
    public <T> List<T> list(String name, int most, Function<Fields, T> reader) {
        if (!(value(name) instanceof List<?> list)) {
            throw wrong(name, Sentence.of("field.list"));
        }
        if (list.isEmpty() || list.size() > most) {
            throw wrong(name, Sentence.of("field.items", Map.of("most", most)));
        }
        var read = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            var at = at(name) + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                throw Problems.malformed(at, Sentence.of("field.object"));
            }
            read.add(reader.apply(inner(at, map)));
        }
        return read;
    }

    /** A list of constants, each at most once. */
    public <E extends Enum<E>> @Nullable Set<E> setOrNull(String name, Class<E> constants) {
        if (absent(name)) {
            return null;
        }
        if (!(value(name) instanceof List<?> list)) {
            throw wrong(name, Sentence.of("field.list"));
        }
        var set = new HashSet<E>();
        for (var item : list) {
            var one = new Fields(path, Map.of(name, item)).oneOf(name, constants);
            if (!set.add(one)) {
                throw wrong(name, Sentence.of("field.one-twice"));
            }
        }
        return set;
    }

    /** The problem of a field whose value cannot be: for rules that are not a matter of its type. */
    public ProblemException wrong(String name, Sentence detail) {
        return Problems.malformed(at(name), detail);
    }

    private String line(String name, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            throw wrong(name, Sentence.of("field.most-characters", Map.of("most", most)));
        }
        VisibleText.fault(text).ifPresent(it -> {
            throw wrong(name, Texts.refused(it));
        });
        return text;
    }

    private boolean absent(String name) {
        asked.add(name);
        return !has(name);
    }

    private Object value(String name) {
        if (absent(name)) {
            throw wrong(name, Sentence.of("field.missing"));
        }
        return values.getOrDefault(name, Odd.NULL);
    }

    @SuppressWarnings("unchecked") // the reader makes maps with names as keys, and no others
    private Fields inner(String at, Map<?, ?> map) {
        var fields = new Fields(at, (Map<String, Object>) map);
        inner.add(fields);
        return fields;
    }

    private String at(String name) {
        return StrictJson.shown(path.isEmpty() ? name : path + "." + name);
    }

    private void collectUnknown(List<Problem.FieldError> unknown) {
        values.keySet().stream()
                .filter(it -> !asked.contains(it))
                .map(it -> new Problem.FieldError(at(it), Sentence.of("field.unknown")))
                .forEach(unknown::add);
        inner.forEach(it -> it.collectUnknown(unknown));
    }
}
