package laroue.admin.takeover;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import laroue.value.TextKey;

/**
 * What two names have in common that are perhaps of one person, although they are not written the same: it ignores
 * accents, ligatures, punctuation, the order of words, and letters of other scripts that look like Latin ones.
 */
final class Resemblance {

    private static final Map<Integer, String> LOOK_LIKE = letters(
            "аa еe оo рp сc уy хx іi јj ѕs кk мm тt нh вb һh ԁd ԛq ԝw οo αa εe ιi κk νv ρp τt υu χx ηn ıi łl đd øo œoe æae ßss");

    private Resemblance() {}

    /** Equal for names that resemble each other; never empty. */
    static String of(String name) {
        var key = TextKey.of(name).value();
        var latin = Normalizer.normalize(key, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .codePoints()
                .mapToObj(it -> LOOK_LIKE.getOrDefault(it, Character.toString(it)))
                .collect(Collectors.joining());
        var words = Arrays.stream(latin.split("[^\\p{L}\\p{N}]+"))
                .filter(it -> !it.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? key : words;
    }

    private static Map<Integer, String> letters(String pairs) {
        return Arrays.stream(pairs.split(" "))
                .collect(Collectors.toMap(it -> it.codePointAt(0), it -> it.substring(1)));
    }
}
