package laroue.admin.frame;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills the gaps of a sentence with what a problem tells, each by its name: {@code There is {availableCents} on the
 * account.} What they are is in their names, as everywhere.
 */
final class Told {

    private static final Pattern GAP = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, Object> members;
    private final Formats formats;
    private final UnaryOperator<String> limits;

    /**
     * Of one problem.
     *
     * @param limits says which rule of an association sets a limit
     */
    Told(Map<String, Object> members, Formats formats, UnaryOperator<String> limits) {
        this.members = members;
        this.formats = formats;
        this.limits = limits;
    }

    /** The whole sentence; empty where the problem does not tell all that it needs. */
    Optional<String> in(String sentence) {
        var gaps = GAP.matcher(sentence);
        return gaps.results().map(it -> it.group(1)).allMatch(members::containsKey)
                ? Optional.of(gaps.replaceAll(this::filled))
                : Optional.empty();
    }

    private String filled(MatchResult gap) {
        var name = gap.group(1);
        return Matcher.quoteReplacement(said(name, members.getOrDefault(name, "")));
    }

    private String said(String name, Object value) {
        return switch (value) {
            case Number it when name.endsWith("EuroCents") -> formats.euros(it.longValue());
            case Number it when name.endsWith("Cents") -> formats.roues(it.longValue());
            case Number it -> formats.number(it.longValue());
            case Map<?, ?> it -> notes(it);
            default ->
                switch (name) {
                    case "limit" -> limits.apply(value.toString());
                    case "since", "membershipUntil", "firstDay" -> formats.day(LocalDate.parse(value.toString()));
                    default -> value.toString();
                };
        };
    }

    /** Denominations by their series, as in {@code 10, 5 (05/2026)}. */
    private static String notes(Map<?, ?> bySeries) {
        return bySeries.entrySet().stream()
                .map(it -> denominations(it.getValue()) + " (" + it.getKey() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String denominations(Object list) {
        return list instanceof List<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(list);
    }
}
