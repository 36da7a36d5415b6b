package laroue.admin.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of metrics in a query of Prometheus. */
final class Promql {

    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\{[^}]*\\}|\\[[^\\]]*\\]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** A name that no parenthesis follows: that would be a function. */
    private static final Pattern NAME = Pattern.compile("\\b[a-z_:][A-Za-z0-9_:]*\\b(?!\\s*\\()");

    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "by", "without", "on", "ignoring", "offset", "bool", "group_left", "group_right");

    private Promql() {}

    static Set<String> metrics(String query) {
        var names = new TreeSet<String>();
        NAME.matcher(NO_METRICS.matcher(query).replaceAll(" "))
                .results()
                .map(it -> it.group())
                .filter(it -> !WORDS.contains(it))
                .forEach(names::add);
        return names;
    }
}
