package laroue.file;

/**
 * What is wrong with a file, and where.
 *
 * @param file its name, without its folder
 * @param line of the text file, from 1; a cell that spans lines is named by its record's first
 * @param column of the table, from 1, as a spreadsheet shows it
 * @param message in French, for the person who made the file
 */
public record FileFault(String file, long line, int column, String message) {

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
