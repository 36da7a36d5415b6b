package laroue.codec;

import laroue.value.Notes;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Notes as the text in which events hold them, for tables that hold them too. Equal notes are equal texts. */
public final class NotesText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new NotesJson.Writer())
                    .addDeserializer(Notes.class, new NotesJson.Reader()))
            .build();

    private NotesText() {}

    public static String write(Notes notes) {
        return JSON.writeValueAsString(notes);
    }

    public static Notes read(String text) {
        return JSON.readValue(text, Notes.class);
    }
}
