package laroue.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import laroue.decision.LedgerEvent;
import laroue.merchant.Siret;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How events are written and read for ever: under stable short names with a version, never the names of classes, and
 * as JSON that a person can read: amounts as whole cents, numbers and ids as text, nothing where there is nothing.
 *
 * <p>A new shape of an event is a new version under a new name; the old one stays readable. {@code EventsOnDiskTest}
 * pins every line.
 */
public final class EventCodec {

    private static final String DEBITED = "account.debited.1";
    private static final String CREDITED = "account.credited.1";

    private static final Map<Class<?>, String> TYPES = inverse();

    private final JsonMapper json = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .changeDefaultVisibility(it -> it.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(Include.NON_NULL))
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(values())
            .build();

    /**
     * States are written whole, nothing left out, and read only where every part is there: one of another version's
     * shape is refused, and replayed from the events.
     */
    private final JsonMapper states = json.rebuild()
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Map<String, ObjectReader> readers = RegisteredStreams.eventsByName().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> json.readerFor(it.getValue())));

    /** How values of the ledger are written as JSON. */
    JsonMapper json() {
        return json;
    }

    /** The stored name of an event's type. */
    public String typeOf(LedgerEvent event) {
        var type = TYPES.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("no stored name for " + event.getClass());
        }
        return type;
    }

    /**
     * The text of an event as it is stored and hashed, in UTF-8.
     *
     * @throws IllegalArgumentException if it has half a character, which no reader of the journal could tell from another
     */
    public byte[] write(LedgerEvent event) {
        byte[] text = json.writeValueAsBytes(event);
        requireWholeCharacters(text);
        return text;
    }

    /** Half a pair of surrogates is written as an escape, and nothing else as one that begins so. */
    private static void requireWholeCharacters(byte[] json) {
        for (int i = 0; i < json.length - 2; i++) {
            if (json[i] == '\\') {
                if (json[i + 1] == 'u' && (json[i + 2] == 'd' || json[i + 2] == 'D')) {
                    throw new IllegalArgumentException("half a character in an event");
                }
                i++;
            }
        }
    }

    public LedgerEvent read(String type, String payload) {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        return read(type, bytes, 0, bytes.length);
    }

    /** Reads an event from the bytes in which it is stored. */
    public LedgerEvent read(String type, byte[] bytes, int from, int length) {
        var usual = switch (type) {
            case DEBITED -> TransferEventReader.debited(bytes, from, length);
            case CREDITED -> TransferEventReader.credited(bytes, from, length);
            default -> null;
        };
        return usual != null ? usual : readAnyForm(type, bytes, from, length);
    }

    /** Reads an event as it may stand in a journal that others wrote: fields in any order, with blanks. */
    LedgerEvent readAnyForm(String type, byte[] bytes, int from, int length) {
        var reader = readers.get(type);
        if (reader == null) {
            throw new IllegalStateException("no event is stored as " + type);
        }
        return reader.readValue(bytes, from, length);
    }

    /** Writes a state down; equal states in equal words. */
    public String writeState(Object state) {
        return states.writeValueAsString(state);
    }

    /**
     * Whether a text that was put by is what a state is written as. It may lack what states did not have at the time, where
     * nothing is in it.
     */
    public boolean isState(String kept, Object state) {
        var written = writeState(state);
        if (written.equals(kept)) {
            return true;
        }
        var now = states.readTree(written);
        dropNew(now, states.readTree(kept));
        return states.writeValueAsString(now).equals(kept);
    }

    private static void dropNew(JsonNode now, JsonNode then) {
        if (now instanceof ObjectNode object) {
            var names = List.copyOf(object.propertyNames());
            for (var it : names) {
                if (object.path(it).isNull() && !then.has(it)) {
                    object.remove(it);
                } else {
                    dropNew(object.path(it), then.path(it));
                }
            }
        }
    }

    public <S> S readState(String text, Class<S> type) {
        return states.readValue(text, type);
    }

    private static Map<Class<?>, String> inverse() {
        var types = new HashMap<Class<?>, String>();
        RegisteredStreams.eventsByName().forEach((type, known) -> types.put(known, type));
        return Map.copyOf(types);
    }

    private static SimpleModule values() {
        var module = new SimpleModule("values");
        text(module, AccountNumber.class, AccountNumber::new);
        text(module, AssociationCode.class, AssociationCode::new);
        text(module, MerchantId.class, MerchantId::new);
        text(module, CardNumber.class, CardNumber::new);
        text(module, Siret.class, Siret::new);
        text(module, OperationId.class, it -> OperationId.parse(it).orElseThrow());
        text(module, Rate.class, it -> Rate.parse(it).orElseThrow());
        text(module, DeskId.class, DeskId::new);
        text(module, Series.class, it -> Series.parse(it).orElseThrow());
        module.addSerializer(Notes.class, new NotesJson.Writer());
        module.addDeserializer(Notes.class, new NotesJson.Reader());
        cents(module, Roues.class, Roues::cents, Roues::new);
        cents(module, Euros.class, Euros::cents, Euros::new);
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> reader) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeString(value.toString());
            }
        });
        module.addDeserializer(type, new StdScalarDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) {
                return reader.apply(in.getString());
            }
        });
    }

    private static <T> void cents(
            SimpleModule module, Class<T> type, Function<T, Long> writer, Function<Long, T> reader) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeNumber(writer.apply(value));
            }
        });
        module.addDeserializer(type, new StdScalarDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) {
                if (!in.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                    throw new IllegalStateException("cents are whole: " + in.getString());
                }
                return reader.apply(in.getLongValue());
            }
        });
    }
}
