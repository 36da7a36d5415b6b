package laroue.ledger;

import laroue.value.Notes;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Notes as the text in which events hold them, for tables that hold them too. Equal notes are equal texts. */
public final class WrittenNotes {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new NotesInJson.Writer())
                    .addDeserializer(Notes.class, new NotesInJson.Reader()))
            .build();

    private WrittenNotes() {}

    public static String write(Notes notes) {
        return JSON.writeValueAsString(notes);
    }

    public static Notes read(String text) {
        return JSON.readValue(text, Notes.class);
    }
}
