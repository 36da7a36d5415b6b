package laroue.admin.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** A mark in the data folder that stands there for as long as the territory is being loaded. */
@Component
@ConditionalOnProperty(name = "laroue.demonstration", havingValue = "true")
class Unfinished {

    private final Path mark;

    Unfinished(@Value("${laroue.unfinished}") String mark) {
        this.mark = Path.of(mark);
    }

    void mark() {
        try {
            Files.writeString(mark, "the demonstration is being loaded; if this stays, the next start begins again\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
