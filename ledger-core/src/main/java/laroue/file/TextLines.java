package laroue.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plain list in a text file, one entry a line, in any encoding that {@link TextEncoding} can tell. */
public final class TextLines {

    /** Takes one line. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Takes the line.
         *
         * @param number of the line, from 1
         */
        void line(long number, String text);
    }

    private TextLines() {}

    /**
     * Reads all lines in their order; the whole list is meant to fit into memory.
     *
     * @throws UnreadableFileException if it is no text, or its encoding cannot be told
     */
    public static void read(Path file, Reader reader) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableFileException(
                    new FileFault(String.valueOf(file.getFileName()), 1, 1, "ce n'est pas un fichier"));
        }
        try (var lines = new BufferedReader(TextEncoding.of(file).reader(file))) {
            long number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(++number, line);
            }
        }
    }
}
