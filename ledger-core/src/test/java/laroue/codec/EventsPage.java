package laroue.codec;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import laroue.decision.LedgerEvent;
import laroue.merchant.Siret;
import laroue.stream.RegisteredStream;
import laroue.stream.RegisteredStreams;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.CardNumber;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.MerchantId;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Rate;
import laroue.value.Roues;
import laroue.value.Series;
import org.jspecify.annotations.Nullable;

/** Writes {@code docs/events.md} from the registered events, their records and what is said above these. */
final class EventsPage {

    private static final Map<Class<?>, String> VALUES = Map.ofEntries(
            Map.entry(Roues.class, "whole cents of a roue"),
            Map.entry(Euros.class, "whole cents of a euro"),
            Map.entry(Notes.class, "numbers of notes, by series and by denomination in roues"),
            Map.entry(Series.class, "series of notes: month and year"),
            Map.entry(AccountNumber.class, "account number"),
            Map.entry(AssociationCode.class, "association code"),
            Map.entry(MerchantId.class, "merchant number"),
            Map.entry(CardNumber.class, "card number"),
            Map.entry(DeskId.class, "desk id"),
            Map.entry(Siret.class, "SIRET"),
            Map.entry(OperationId.class, "id of an operation (UUID)"),
            Map.entry(Rate.class, "rate, a decimal number as text"),
            Map.entry(LocalDate.class, "day (ISO 8601), in Europe/Paris"),
            Map.entry(LocalTime.class, "time of day, in Europe/Paris"),
            Map.entry(String.class, "text"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(int.class, "number"),
            Map.entry(Integer.class, "number"),
            Map.entry(long.class, "number"),
            Map.entry(Long.class, "number"));

    private final EventCodec codec = new EventCodec();
    private final SourceComments comments = new SourceComments();
    private final Map<String, String> examples;
    private final SequencedSet<Class<?>> objects = new LinkedHashSet<>();

    /**
     * Takes an example of each event.
     *
     * @param golden lines of an event's stored name, a tab and its text
     */
    EventsPage(List<String> golden) {
        examples = new TreeMap<>();
        golden.forEach(it -> examples.putIfAbsent(it.split("\t", 2)[0], it.split("\t", 2)[1]));
    }

    String text() {
        var streams = RegisteredStreams.ALL.stream().map(this::stream).collect(joining("\n"));
        return """
                # The events

                <!-- Written from the code by EventsPageTest, and held against it by every run of the tests. To write it again:
                     mvn -pl ledger-core test -Dtest=EventsPageTest -Dlaroue.docs.write=true -->

                All that happened is kept as these events, appended to the journal and never changed. An event is stored under its name and the version of its
                shape, as JSON: amounts are whole cents, ids are text, and a field without a value is left out. Beside it the journal keeps its position, its stream, its
                operation and its two times ([what can be proven](proof.md)). A new shape of an event is a new version; the old ones stay readable.

                """ + streams + "\n## Objects within events\n\n" + objects();
    }

    private String stream(RegisteredStream<?, ?, ?> stream) {
        var events = stream.events().entrySet().stream()
                .sorted(Comparator.comparingInt(
                                (Map.Entry<String, ? extends Class<?>> it) -> comments.position(it.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(it -> event(it.getKey(), it.getValue()))
                .collect(joining("\n"));
        var family = family(stream.events().values().iterator().next());
        return "## %s\n\n%s\n\n%s"
                .formatted(stream.type().name(), comments.of(family).text(), events);
    }

    /** The sealed type of all events of a stream. */
    private static Class<?> family(Class<?> event) {
        Class<?> family = event;
        while (!Arrays.asList(family.getInterfaces()).contains(LedgerEvent.class)) {
            family = family.getInterfaces()[0];
        }
        return family;
    }

    private String event(String stored, Class<?> event) {
        int dot = stored.lastIndexOf('.');
        if (comments.of(event).text().isEmpty()) {
            throw new IllegalStateException("say above %s what happened".formatted(event));
        }
        return "### %s\n\nVersion %s. %s\n\n%s\n```json\n%s\n```\n"
                .formatted(
                        stored.substring(0, dot),
                        stored.substring(dot + 1),
                        comments.of(event).text(),
                        fields(event),
                        examples.getOrDefault(stored, "no example in events.golden"));
    }

    private String fields(Class<?> record) {
        var of = comments.of(record);
        return "| field | value | meaning |\n|---|---|---|\n"
                + Arrays.stream(record.getRecordComponents())
                        .map(it -> "| `%s` | %s%s | %s |\n"
                                .formatted(
                                        it.getName(),
                                        unit(it.getGenericType()),
                                        mayBeMissing(it) ? "; may be missing" : "",
                                        of.fields().getOrDefault(it.getName(), "")))
                        .collect(joining());
    }

    private static boolean mayBeMissing(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    private String unit(Type type) {
        if (type instanceof ParameterizedType several && several.getRawType() instanceof Class<?> raw) {
            var of = several.getActualTypeArguments();
            return Collection.class.isAssignableFrom(raw)
                    ? "list of: " + unit(of[0])
                    : "object, for each of %s: %s".formatted(unit(of[0]), unit(of[1]));
        }
        var plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(it -> "`" + codec.json().valueToTree(it).asString() + "`")
                    .collect(joining(", "));
        }
        if (plain.isRecord() && !VALUES.containsKey(plain)) {
            objects.add(plain);
            return "[%s](#%s)"
                    .formatted(name(plain), name(plain).toLowerCase(Locale.ROOT).replace(" ", "-"));
        }
        var unit = VALUES.get(plain);
        if (unit == null) {
            throw new IllegalStateException("say in EventsPage.VALUES what a %s is".formatted(plain));
        }
        return unit;
    }

    private static String name(Class<?> object) {
        var outer = object.getEnclosingClass();
        return outer == null ? object.getSimpleName() : outer.getSimpleName() + " " + object.getSimpleName();
    }

    /** Objects within objects are found while the objects are written. */
    private String objects() {
        var written = new TreeMap<String, String>();
        var done = new LinkedHashSet<Class<?>>();
        while (!done.containsAll(objects)) {
            for (var it : List.copyOf(objects)) {
                if (done.add(it)) {
                    written.put(
                            name(it),
                            "### %s\n\n%s\n\n%s"
                                    .formatted(name(it), comments.of(it).text(), fields(it)));
                }
            }
        }
        return String.join("\n", written.values());
    }
}
