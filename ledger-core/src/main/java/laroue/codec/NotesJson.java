package laroue.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Series;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Notes as they are written for ever: {@code {"05/2024": {"10": 1, "13": 2}}}, smallest first. */
final class NotesJson {

    private NotesJson() {}

    static final class Writer extends StdSerializer<Notes> {

        Writer() {
            super(Notes.class);
        }

        @Override
        public void serialize(Notes notes, JsonGenerator out, SerializationContext context) {
            var perSeries = new LinkedHashMap<String, Map<Integer, Integer>>();
            notes.counts()
                    .forEach((note, count) -> perSeries
                            .computeIfAbsent(note.series().toString(), _ -> new LinkedHashMap<>())
                            .put(note.denomination(), count));
            out.writeStartObject();
            perSeries.forEach((series, counts) -> {
                out.writeName(series);
                out.writeStartObject();
                counts.forEach((denomination, count) -> {
                    out.writeName(Integer.toString(denomination));
                    out.writeNumber(count);
                });
                out.writeEndObject();
            });
            out.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Notes> {

        Reader() {
            super(Notes.class);
        }

        @Override
        public Notes deserialize(JsonParser in, DeserializationContext context) {
            var counts = new TreeMap<Note, Integer>();
            require(in.currentToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                readSeries(in, Series.parse(in.currentName()).orElseThrow(), counts);
            }
            return new Notes(counts);
        }

        private static void readSeries(JsonParser in, Series series, Map<Note, Integer> into) {
            require(in.nextToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                int denomination = Integer.parseInt(in.currentName());
                require(in.nextToken() == JsonToken.VALUE_NUMBER_INT);
                into.put(new Note(series, denomination), in.getIntValue());
            }
        }

        private static void require(boolean asWritten) {
            if (!asWritten) {
                throw new IllegalStateException("notes are counted by series and denomination");
            }
        }
    }
}
