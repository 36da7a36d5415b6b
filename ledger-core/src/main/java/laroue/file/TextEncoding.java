package laroue.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a text file are read: UTF-8 with or without a byte order mark, UTF-16 of either order, or
 * Windows-1252. The whole file is looked at once; what is doubtful is refused and not guessed, because a name that was
 * read wrongly is a wrong name for ever.
 *
 * @param charset of all the text
 * @param mark how many bytes of the byte order mark stand in front of it
 */
public record TextEncoding(Charset charset, int mark) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int BEGINNING = 8_192;

    private static final String SAVE_AGAIN = " ; enregistrez-le de nouveau en « CSV UTF-8 »";

    /**
     * Of Windows-1252's signs above ASCII and below its letters, those that French texts have. The others are letters of
     * other encodings: a DOS é is a low quotation mark in Windows, a Macintosh é a Ž.
     */
    private static final String SIGNS_OF_FRENCH = "€…ŒœŸ‘’“”•–—";

    /** How many characters of a text were read, in lines. */
    private record Progress(long line, long beyondAscii, boolean complete) {}

    /** @throws UnreadableFileException if it is no text, or in an encoding that cannot be told for certain */
    static TextEncoding of(Path file) throws IOException {
        var beginning = beginning(file);
        refuseWhatIsNoText(file, beginning);
        var marked = marked(beginning);
        if (marked != null) {
            refuseUnlessComplete(file, marked);
            return marked;
        }
        var utf8 = new TextEncoding(StandardCharsets.UTF_8, 0);
        var read = read(file, utf8);
        if (read.complete()) {
            return utf8;
        }
        if (read.beyondAscii() > 0) {
            throw unreadable(
                    file,
                    read.line(),
                    "le fichier mélange deux encodages : jusqu'ici il est en UTF-8, et cette ligne n'en est pas"
                            + SAVE_AGAIN);
        }
        var windows = new TextEncoding(WINDOWS, 0);
        refuseUnlessComplete(file, windows);
        return windows;
    }

    /** A reader of the text behind the mark; a byte that is not of the encoding is an error, never a question mark. */
    Reader reader(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static byte[] beginning(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(BEGINNING);
        }
    }

    private static void refuseWhatIsNoText(Path file, byte... beginning) {
        if (startsWith(beginning, 'P', 'K', 3, 4) || startsWith(beginning, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw unreadable(
                    file,
                    1,
                    "c'est un classeur (xlsx, ods, xls) et non un CSV ; ouvrez-le et enregistrez-le en « CSV UTF-8 »");
        }
        if (startsWith(beginning, 0x1F, 0x8B)) {
            throw unreadable(file, 1, "c'est un fichier compressé (gzip) ; décompressez-le d'abord");
        }
        if (startsWith(beginning, '%', 'P', 'D', 'F')) {
            throw unreadable(file, 1, "c'est un PDF et non un CSV");
        }
        if (startsWith(beginning, 0xFF, 0xFE, 0, 0) || startsWith(beginning, 0, 0, 0xFE, 0xFF)) {
            throw unreadable(file, 1, "le fichier est en UTF-32" + SAVE_AGAIN);
        }
    }

    private static boolean startsWith(byte[] beginning, int... magic) {
        if (beginning.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((beginning[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** By its mark, or, for UTF-16 without one, by the zeros that stand beside each letter. */
    private static @Nullable TextEncoding marked(byte... beginning) {
        if (startsWith(beginning, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(beginning, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(beginning, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int[] zeros = new int[2];
        for (int i = 0; i < beginning.length; i++) {
            zeros[i % 2] += beginning[i] == 0 ? 1 : 0;
        }
        int many = beginning.length / 4;
        if (zeros[1] > many && zeros[0] == 0) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        return zeros[0] > many && zeros[1] == 0 ? new TextEncoding(StandardCharsets.UTF_16BE, 0) : null;
    }

    private static void refuseUnlessComplete(Path file, TextEncoding encoding) throws IOException {
        var read = read(file, encoding);
        if (!read.complete()) {
            throw unreadable(
                    file,
                    read.line(),
                    encoding.charset.equals(WINDOWS)
                            ? "l'encodage n'est pas reconnu : ni UTF-8, ni UTF-16, ni Windows-1252" + SAVE_AGAIN
                            : "un octet n'est pas de l'" + encoding.charset.name() + SAVE_AGAIN);
        }
    }

    /** Reads to the end, or to the first byte that the encoding does not have. */
    private static Progress read(Path file, TextEncoding encoding) throws IOException {
        var decoder = encoding.charset.newDecoder();
        byte[] buffer = new byte[1 << 16];
        var bytes = ByteBuffer.wrap(buffer).limit(0);
        var text = CharBuffer.allocate(1 << 16);
        long line = 1;
        long beyondAscii = 0;
        char before = '\n';
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(encoding.mark);
            boolean end = false;
            while (true) {
                end = end || !fill(bytes, buffer, in);
                var result = decoder.decode(bytes, text, end);
                text.flip();
                while (text.hasRemaining()) {
                    char it = text.get();
                    if (encoding.charset.equals(WINDOWS) && isDoubtful(it)) {
                        return new Progress(line, beyondAscii, false);
                    }
                    line += it == '\r' || (it == '\n' && before != '\r') ? 1 : 0;
                    beyondAscii += it > '\u007f' ? 1 : 0;
                    before = it;
                }
                text.clear();
                if (result.isError()) {
                    return new Progress(line, beyondAscii, false);
                }
                if (result.isUnderflow() && end) {
                    return new Progress(line, beyondAscii, true);
                }
            }
        }
    }

    private static boolean isDoubtful(char it) {
        boolean sign = (it > '\u007f' && it < '\u00a0') || it > '\u00ff';
        return sign && SIGNS_OF_FRENCH.indexOf(it) < 0;
    }

    private static boolean fill(ByteBuffer bytes, byte[] buffer, InputStream in) throws IOException {
        bytes.compact();
        int read = in.read(buffer, bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        return read >= 0;
    }

    private static UnreadableFileException unreadable(Path file, long line, String why) {
        return new UnreadableFileException(new FileFault(String.valueOf(file.getFileName()), line, 1, why));
    }
}
