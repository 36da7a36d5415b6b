package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.regex.Pattern;

/** A release of this program, such as 1.1.0; a later one is greater. */
public record Release(int major, int minor, int patch) implements Comparable<Release> {

    /**
     * The oldest release that may run on a database that this one has written to. It rises at the earliest one release after
     * the first that reads both forms of whatever changed.
     */
    static final Release OLDEST_BESIDE_THIS = new Release(1, 1, 0);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    private static final Comparator<Release> BY_NUMBERS = Comparator.comparingInt(Release::major)
            .thenComparingInt(Release::minor)
            .thenComparingInt(Release::patch);

    /** The one of this program: the file {@code VERSION}. */
    public static Release current() {
        try (var file = Release.class.getResourceAsStream("/laroue/VERSION")) {
            if (file == null) {
                throw new IllegalStateException("the file VERSION is not in this program");
            }
            return parse(new String(file.readAllBytes(), UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads {@code 1.2.3}.
     *
     * @throws IllegalArgumentException if these are not three numbers with dots between them
     */
    public static Release parse(String text) {
        var numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("not a release: " + text);
        }
        return new Release(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)));
    }

    @Override
    public int compareTo(Release other) {
        return BY_NUMBERS.compare(this, other);
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
