package laroue.merchant;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which code of the French nomenclature took the place of which: old and new are one sector, under the newest code. Several old
 * codes may have become one; an old code that became several is no sector that can be told, so each has one successor.
 *
 * @param successors by the code whose place they took
 */
public record NafCorrespondence(Map<String, String> successors) {

    public NafCorrespondence {
        successors = Map.copyOf(successors);
    }

    /** The code under which a sector is shown; a text that is no code of the correspondence is itself. */
    public String newest(String code) {
        var seen = new HashSet<String>();
        var newest = code;
        for (var next = successors.get(newest); next != null && seen.add(newest); next = successors.get(newest)) {
            newest = next;
        }
        return newest;
    }

    /** The same; null where no sector was said. */
    public @Nullable String newestOrNull(@Nullable String code) {
        return code == null ? null : newest(code);
    }

    /** All codes of the same sector, this one among them. */
    public Set<String> same(String code) {
        var newest = newest(code);
        return Stream.concat(Stream.of(code, newest), successors.keySet().stream())
                .filter(it -> newest(it).equals(newest))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A code that would take its own place, if only after others; empty where there is none. */
    public Optional<String> circle() {
        return successors.keySet().stream()
                .filter(it -> successors.containsKey(newest(it)))
                .sorted()
                .findFirst();
    }
}
