package laroue.admin.frame;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Written;
import laroue.value.BusinessDay;
import laroue.value.Communes;
import laroue.value.Communes.Commune;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.value.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed, read field by field; what is wrong with a field is remembered beside it, to be shown there. A
 * controller takes it as an argument: filled by a POST, and blank with a new key otherwise.
 *
 * <p>A form posts to its own address. It is rendered with a key of its own ({@link #key}), so that it books once however
 * often it is sent, and with a step: what it asks for is shown first ({@link #isToBeBooked} is false), then booked.
 */
public final class Form {

    static final String KEY = "key";
    static final String STEP = "step";

    /** Who the form was shown to. */
    static final String PERSON = "person";

    /** Where the desk of the form was in the course of its sessions when it was shown. */
    private static final String SESSION = "session";

    private static final String TO_BE_BOOKED = "book";
    private static final String TO_BE_CORRECTED = "correct";

    private static final Pattern KEY_SHAPE = Pattern.compile("[0-9a-f-]{36}");

    /** What only a form says that is sent, and no link. */
    static final List<String> OF_SENDING = List.of(KEY, STEP, PERSON, SESSION);

    /** What is about the form and not asked by it. */
    private static final List<String> ABOUT = List.of(KEY, STEP, PERSON, SESSION, "_csrf");

    /** As a kind of note may have. */
    private static final Pattern DENOMINATION = Pattern.compile("[1-9][0-9]{0,2}|1000");

    private final String path;
    private final Map<String, List<String>> values;
    private final UnaryOperator<String> messages;
    private final TypedNumbers numbers;
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final Map<String, List<Commune>> communes = new HashMap<>();
    private String key;

    /**
     * Holds what came in.
     *
     * @param messages says a message by its key
     * @param numbers reads numbers as the pages of this language print them
     */
    Form(String path, Map<String, List<String>> values, UnaryOperator<String> messages, TypedNumbers numbers) {
        this.path = path;
        this.values = new TreeMap<>(values);
        this.messages = messages;
        this.numbers = numbers;
        this.key = key(value(KEY));
    }

    private static String key(String sent) {
        if (sent.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        if (!KEY_SHAPE.matcher(sent).matches()) {
            throw Problems.malformed(KEY, Sentence.of("field.form"));
        }
        return sent;
    }

    /** Its name for the ledger: sent again, it books nothing again. */
    public String key() {
        return key;
    }

    /** What it was booked as is done with; sent once more, it is another one. */
    void renew() {
        key = UUID.randomUUID().toString();
    }

    /** Where it was opened, and is posted. */
    public String path() {
        return path;
    }

    /** Everything that is asked, in one order: two equal forms are one. */
    String contents() {
        return kept().stream().map(it -> it.name() + "=" + it.value()).collect(Collectors.joining("\n"));
    }

    /** Whether somebody sent it; else it is about to be shown for the first time. */
    public boolean isSent() {
        return has(KEY);
    }

    /** Where the desk was in the course of its sessions when the form was shown; empty where it does not say. */
    public String session() {
        return value(SESSION);
    }

    /** Whether what it asks for was seen, and is wanted. */
    public boolean isToBeBooked() {
        return TO_BE_BOOKED.equals(value(STEP));
    }

    /** Whether it was seen, and is to be typed again. */
    public boolean isToBeCorrected() {
        return TO_BE_CORRECTED.equals(value(STEP));
    }

    /** One field with its value. */
    public record Field(String name, String value) {}

    /** What was typed, for the step that follows. */
    public List<Field> kept() {
        var kept = new ArrayList<Field>();
        values.forEach((name, all) -> {
            if (!ABOUT.contains(name)) {
                all.stream().filter(it -> !it.isEmpty()).forEach(it -> kept.add(new Field(name, it)));
            }
        });
        return kept;
    }

    /** What was typed in a field, to be shown there again; empty if nothing was. */
    public String value(String name) {
        return values.getOrDefault(name, List.of("")).getFirst().strip();
    }

    /** All values of a field that may be given several times. */
    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The same with its blanks: in a passphrase every character counts. */
    public String typed(String name) {
        return values.getOrDefault(name, List.of("")).getFirst();
    }

    public boolean has(String name) {
        return !value(name).isEmpty();
    }

    public boolean holds(String name, String value) {
        return values(name).contains(value);
    }

    /** Fills a field of a form that nobody has typed in. */
    public Form with(String name, String value) {
        values.putIfAbsent(name, List.of(value));
        return this;
    }

    /** The same for a field that may be given several times. */
    public Form with(String name, List<String> all) {
        values.putIfAbsent(name, all);
        return this;
    }

    /** What is wrong with a field; null if nothing is. */
    public @Nullable String error(String name) {
        return errors.get(name);
    }

    /** What is wrong, field by field, in the order in which it was found. */
    public Map<String, String> errors() {
        return errors;
    }

    /** Whether something is left to type: a field is missing or wrong, or all was seen and something is to be changed. */
    public boolean isUnfinished() {
        return !isComplete() || isToBeCorrected();
    }

    public boolean isComplete() {
        return errors.isEmpty();
    }

    /** Remembers what is wrong with a field, by the key of its message; the first complaint stays. */
    public void wrong(String name, String message) {
        errors.putIfAbsent(name, messages.apply(message));
    }

    /** The same with what stands in the gaps of the message. */
    public void wrong(String name, String message, Object... gaps) {
        errors.putIfAbsent(name, MessageFormat.format(messages.apply(message), gaps));
    }

    /** Remembers what the ledger said. */
    void refuse(String name, String words) {
        errors.putIfAbsent(name, words);
    }

    /** An amount in whole cents; empty if nothing was typed, or something else. */
    public Optional<Roues> amount(String name) {
        return switch (numbers.amount(value(name))) {
            case TypedNumbers.Nothing _ -> Optional.empty();
            case TypedNumbers.WholeNumber it -> Optional.of(new Roues(it.value()));
            case TypedNumbers.Refused it -> {
                wrong(name, it.message());
                yield Optional.empty();
            }
        };
    }

    /** A text in one line; the empty text, and a complaint, where there is none. */
    public String text(String name, int most) {
        var typed = value(name);
        if (typed.isEmpty()) {
            wrong(name, "form.missing");
        } else {
            shown(name, most);
        }
        return typed;
    }

    /** What is wrong with a text in one line is remembered: it is too long, or is not what it looks like. */
    private void shown(String name, int most) {
        var typed = value(name);
        if (typed.codePointCount(0, typed.length()) > most) {
            wrong(name, "form.text");
        }
        VisibleText.fault(typed)
                .ifPresent(it -> wrong(name, "form.text." + it.name().toLowerCase(Locale.ROOT)));
    }

    /** A text of a certain shape; the empty text, and a complaint, where there is none. */
    public String text(String name, Pattern shape, String complaint) {
        var typed = value(name);
        if (!shape.matcher(typed).matches()) {
            wrong(name, typed.isEmpty() ? "form.missing" : complaint);
        }
        return typed;
    }

    /**
     * The code of a commune, of which the code or the name was typed; the empty text, and a complaint, where there is none. A
     * postal code and a name that several have are asked back: the field then offers {@link #communes}.
     */
    public String commune(String name) {
        var typed = value(name);
        var meant = Communes.meant(typed);
        if (meant.certain()) {
            return meant.candidates().getFirst().insee();
        }
        communes.put(name, meant.candidates());
        if (typed.isEmpty()) {
            wrong(name, "form.missing");
        } else {
            wrong(name, meant.candidates().isEmpty() ? "form.commune" : "form.commune.which");
        }
        return "";
    }

    /** Which communes may be meant by what was typed in a field, to be chosen from; none where nobody needs to be asked. */
    public List<Commune> communes(String name) {
        return communes.getOrDefault(name, List.of());
    }

    /** A day as a field for days writes it; empty if nothing was typed, or something else. */
    public Optional<LocalDate> day(String name) {
        var read = BusinessDay.parse(value(name));
        if (read.isEmpty() && has(name)) {
            wrong(name, "form.day");
        }
        return read;
    }

    /** What was read of a field that is to be filled in; complains where there is nothing. */
    public <T> Optional<T> required(String name, Optional<T> read) {
        if (read.isEmpty()) {
            wrong(name, "form.missing");
        }
        return read;
    }

    /** The same for notes. */
    public Notes required(String name, Notes read) {
        if (read.isEmpty()) {
            wrong(name, "notes.none");
        }
        return read;
    }

    /** A whole number that is to be given; empty, with a complaint, if it is not, or lies outside. */
    public Optional<Integer> whole(String name, int least, int most, String complaint) {
        return switch (numbers.count(value(name))) {
            case TypedNumbers.Nothing _ -> {
                wrong(name, "form.missing");
                yield Optional.empty();
            }
            case TypedNumbers.WholeNumber it
            when it.value() >= least && it.value() <= most -> Optional.of((int) it.value());
            case TypedNumbers.WholeNumber _, TypedNumbers.Refused _ -> {
                wrong(name, complaint);
                yield Optional.empty();
            }
        };
    }

    /** One of the constants of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> constants) {
        var typed = value(name);
        var read = Written.read(typed, constants);
        if (!typed.isEmpty() && read.isEmpty()) {
            wrong(name, "form.choice");
        }
        return read;
    }

    /** The name of the field that counts one kind of note: {@code stock.05/2026.13}. */
    public static String countOf(String name, Note note) {
        return name + "." + note.series() + "." + note.denomination();
    }

    /** Whether a number stands in one field of a pile of notes at least. */
    public boolean hasCounts(String name) {
        return values.keySet().stream()
                .anyMatch(it -> it.startsWith(name + ".") && !value(it).isBlank());
    }

    /** Notes, counted in one field for each kind; none where nothing was typed. */
    public Notes notes(String name) {
        return notes(name, Form::note);
    }

    /** Notes of one series, counted in one field for each denomination: {@code notes.13}. */
    public Notes notes(String name, Series series) {
        return notes(name, it -> note(series, it));
    }

    private Notes notes(String name, Function<String, Optional<Note>> kinds) {
        var counts = new TreeMap<Note, Integer>();
        values.keySet().stream()
                .filter(it -> it.startsWith(name + "."))
                .forEach(it ->
                        kinds.apply(it.substring(name.length() + 1)).ifPresent(note -> counts.put(note, count(it))));
        return new Notes(counts);
    }

    private static Optional<Note> note(String written) {
        int dot = written.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Series.parse(written.substring(0, dot)).flatMap(it -> note(it, written.substring(dot + 1)));
    }

    private static Optional<Note> note(Series series, String denomination) {
        return DENOMINATION.matcher(denomination).matches()
                ? Optional.of(new Note(series, Integer.parseInt(denomination)))
                : Optional.empty();
    }

    private int count(String name) {
        return switch (numbers.count(value(name))) {
            case TypedNumbers.Nothing _ -> 0;
            case TypedNumbers.WholeNumber it -> (int) it.value();
            case TypedNumbers.Refused it -> {
                wrong(name, it.message());
                yield 0;
            }
        };
    }
}
