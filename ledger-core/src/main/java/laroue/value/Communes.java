package laroue.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The communes of France by their INSEE codes, with the postal codes that serve them. Data: INSEE and La Poste, put together
 * by Etalab, Licence Ouverte 2.0; {@code ledger-core/communes.py} makes the file anew.
 *
 * <p>They are kept as the bytes of the file, a megabyte, and read line by line: a code is found in microseconds, a name in
 * some milliseconds.
 */
public final class Communes {

    /** As many as a person chooses among. */
    private static final int MOST_OFFERED = 60;

    private static final Pattern CODE = Pattern.compile("[0-9][0-9AB][0-9]{3}");

    /** As {@link Commune#label} says it, or with the department only: {@code Saint-Rémy (13)}. */
    private static final Pattern NAME_AND_CODE = Pattern.compile("(.*\\S)\\s*\\(([0-9][0-9AB][0-9]{0,3})\\)");

    /** The letters as texts. */
    private static final String[] ASCII =
            IntStream.range(0, 128).mapToObj(Character::toString).toArray(String[]::new);

    private static final byte[] LINES = lines();

    /** Where each line begins, and the end. */
    private static final int[] STARTS = starts();

    private Communes() {}

    /**
     * One commune, a municipal district of one, or one that became a part of another.
     *
     * @param whole the code of the commune that it is a part of; null for a commune of its own
     */
    public record Commune(
            String insee,
            String name,
            List<String> postalCodes,
            @Nullable String whole) {

        /** Whether somebody may live there today: not what was merged. */
        boolean isCurrent() {
            return whole == null || isDistrict();
        }

        private boolean isDistrict() {
            return "13055".equals(whole) || "69123".equals(whole) || "75056".equals(whole);
        }

        /** What tells it from all others, and is read back as this one: {@code Saint-Rémy (71475)}. */
        public String label() {
            return name + " (" + insee + ")";
        }
    }

    /** The commune of a code, also one that was merged since; empty for what is no code of any. */
    public static Optional<Commune> find(String insee) {
        int line = line(insee);
        return line < 0 ? Optional.empty() : Optional.of(read(text(line)));
    }

    /** Whether a code is that of a commune of today, or of a district of Paris, Lyon or Marseille. */
    public static boolean isKnown(String insee) {
        return find(insee).filter(Commune::isCurrent).isPresent();
    }

    /** The commune that a code counts as in figures: a district is its town, a merged commune is the new one. */
    public static String town(String insee) {
        return find(insee).flatMap(it -> Optional.ofNullable(it.whole())).orElse(insee);
    }

    /** The codes that count as a commune: its own and, of Paris, Lyon and Marseille, those of the districts. */
    public static List<String> within(String town) {
        return Stream.concat(
                        Stream.of(town),
                        search(it -> it.endsWith("\t" + town)).stream().map(Commune::insee))
                .toList();
    }

    /** The name of a commune, or its code where that is unknown. */
    public static String name(String insee) {
        return find(insee).map(Commune::name).orElse(insee);
    }

    /**
     * What somebody may have meant, the most likely first.
     *
     * @param candidates none where nothing fits
     * @param certain whether the only candidate is what was typed, so that nobody needs to be asked
     */
    public record Meant(List<Commune> candidates, boolean certain) {}

    /**
     * Reads a name, an INSEE code, or a label. A postal code is never certain: it serves several communes, or is the INSEE
     * code of another one.
     */
    public static Meant meant(String typed) {
        var text = typed.strip();
        if (CODE.matcher(text).matches()) {
            return ofCode(text);
        }
        var labelled = NAME_AND_CODE.matcher(text);
        if (labelled.matches()) {
            var name = folded(labelled.group(1));
            var code = labelled.group(2);
            return certain(named(name::equals, code));
        }
        var name = folded(text);
        if (name.isEmpty()) {
            return new Meant(List.of(), false);
        }
        var same = certain(named(name::equals, ""));
        return same.candidates().isEmpty() ? new Meant(named(it -> it.startsWith(name), ""), false) : same;
    }

    private static Meant ofCode(String code) {
        var served = search(it -> it.contains(code)).stream()
                .filter(it -> it.postalCodes().contains(code))
                .toList();
        var own = find(code).filter(Commune::isCurrent);
        if (served.isEmpty()) {
            return certain(own.stream().toList());
        }
        return new Meant(Stream.concat(served.stream(), own.stream()).distinct().toList(), false);
    }

    private static Meant certain(List<Commune> found) {
        return new Meant(found, found.size() == 1);
    }

    /** Without accents, signs and capitals, and without abbreviations: {@code St-Véran} is {@code saint veran}. */
    private static String folded(String name) {
        var plain = new StringBuilder(name.length() + 2).append(' ');
        for (int i = 0; i < name.length(); i++) {
            var letter = plain(name.charAt(i));
            if (!letter.equals(" ") || plain.charAt(plain.length() - 1) != ' ') {
                plain.append(letter);
            }
        }
        if (plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
        return plain.toString()
                .replace(" st ", " saint ")
                .replace(" ste ", " sainte ")
                .strip();
    }

    /** Looked at by hand: a search does so half a million times. */
    private static String plain(char letter) {
        if (letter < 128) {
            char lower = Character.toLowerCase(letter);
            return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ? ASCII[lower] : " ";
        }
        return switch (Character.toLowerCase(letter)) {
            case 'œ' -> "oe";
            case 'æ' -> "ae";
            default -> {
                char base = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD)
                        .charAt(0);
                yield Character.getType(letter) == Character.NON_SPACING_MARK ? "" : base < 128 ? plain(base) : " ";
            }
        };
    }

    private static List<Commune> named(Predicate<String> name, String code) {
        return search(line -> {
            int tab = line.indexOf('\t');
            return line.startsWith(code) && name.test(folded(line.substring(tab + 1, line.indexOf('\t', tab + 1))));
        });
    }

    private static List<Commune> search(Predicate<String> line) {
        return IntStream.range(0, STARTS.length - 1)
                .mapToObj(Communes::text)
                .filter(line)
                .map(Communes::read)
                .filter(Commune::isCurrent)
                .limit(MOST_OFFERED)
                .toList();
    }

    private static String text(int line) {
        return new String(LINES, STARTS[line], STARTS[line + 1] - STARTS[line] - 1, UTF_8);
    }

    private static Commune read(String line) {
        var fields = line.split("\t", -1);
        return new Commune(
                fields[0],
                fields[1],
                fields[2].isEmpty() ? List.of() : List.of(fields[2].split(" ")),
                fields[3].isEmpty() ? null : fields[3]);
    }

    /** The line of a code, found by halves; negative if there is none. */
    private static int line(String code) {
        var wanted = code.getBytes(UTF_8);
        int low = 0;
        int high = STARTS.length - 2;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int start = STARTS[middle];
            int tab = start;
            while (LINES[tab] != '\t') {
                tab++;
            }
            int order = Arrays.compare(LINES, start, tab, wanted, 0, wanted.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private static byte[] lines() {
        try (var file = Communes.class.getResourceAsStream("communes.tsv.gz")) {
            if (file == null) {
                throw new IllegalStateException("the list of communes is missing");
            }
            return new GZIPInputStream(file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] starts() {
        return IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, LINES.length)
                                .filter(it -> LINES[it] == '\n')
                                .map(it -> it + 1))
                .toArray();
    }
}
