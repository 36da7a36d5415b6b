package laroue.api.circulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.api.OpenApiContract;
import laroue.view.circulation.Definitions;
import laroue.view.circulation.Definitions.Definition;
import laroue.view.circulation.Figure;
import laroue.view.circulation.Served.OfMoment;
import laroue.view.circulation.Served.OfPeriod;
import laroue.view.disclosure.SmallGroupRule;
import laroue.view.measure.Unit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The document is written by hand, and says of figures what the catalogue says. */
class FiguresDocumentTest {

    private static final OpenApiContract CONTRACT = OpenApiContract.get();

    private static final JsonNode SCHEMAS = CONTRACT.document().at("/components/schemas");

    private static final String FIGURES = "/v1/circulation";

    /** Where a figure is served with all others. */
    private static final Set<String> OF_ALL =
            Set.of(FIGURES, FIGURES + "/period", FIGURES + "/series", FIGURES + "/definitions");

    /** What a line or a cell that is about a group, an account or a desk is known by. */
    private static final Set<String> OF_GROUPS =
            Set.of("account", "commune", "sector", "merchant", "holder", "desk", "rows", "columns", "professionals");

    @Test
    @DisplayName("figures that have a series, units and aliases are named in the document as in the catalogue")
    void namesAreTheSame() {
        assertThat(words(SCHEMAS.path("FigureName").path("enum")))
                .isEqualTo(Definitions.OVER_TIME.stream().map(Figure::published).toList());
        assertThat(words(SCHEMAS.path("FigureUnit").path("enum")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Unit.values())
                        .map(Unit::written)
                        .distinct()
                        .toList());
        var aliases = Definitions.ALL.stream().filter(Definition::isAlias).toList();
        var alias = SCHEMAS.path("FigureAlias");
        assertThat(alias.path("deprecated").asBoolean()).isTrue();
        assertThat(words(alias.path("enum")))
                .isEqualTo(aliases.stream().map(Definition::name).toList());
        Map<String, String> figures = new TreeMap<>();
        alias.path("x-figures")
                .properties()
                .forEach(it -> figures.put(it.getKey(), it.getValue().asString()));
        assertThat(figures)
                .isEqualTo(aliases.stream()
                        .collect(Collectors.toMap(
                                Definition::name, it -> it.figure().published())));
    }

    @Test
    @DisplayName("an answer with all figures has the fields of the catalogue, and nothing else but its frame")
    void fieldsAreTheSame() {
        var moments = Arrays.stream(Figure.values())
                .flatMap(Figure::moments)
                .flatMap(FiguresDocumentTest::fields)
                .collect(Collectors.toCollection(TreeSet::new));
        moments.addAll(List.of("asOf", "association", "position"));
        var periods = Arrays.stream(Figure.values())
                .flatMap(Figure::periods)
                .map(OfPeriod::field)
                .collect(Collectors.toCollection(TreeSet::new));
        periods.addAll(List.of("from", "to", "asOf", "association", "position"));

        assertThat(leaves("", answer(FIGURES))).isEqualTo(moments);
        assertThat(leaves("", answer(FIGURES + "/period"))).isEqualTo(periods);
    }

    private static Stream<String> fields(OfMoment moment) {
        return moment.parts().isEmpty()
                ? Stream.of(moment.field())
                : moment.parts().stream().map(it -> moment.field() + "." + it.field());
    }

    static Stream<String> answersOfTheirOwn() {
        return CONTRACT.operations().stream()
                .map(OpenApiContract.Operation::template)
                .filter(it -> it.startsWith(FIGURES) && !OF_ALL.contains(it));
    }

    @ParameterizedTest
    @MethodSource("answersOfTheirOwn")
    @DisplayName(
            "rule 50: what is told by group, account or desk is a figure of the catalogue that has a rule for small groups")
    void whatIsToldByGroupHasItsRule(String path) {
        var figures = Arrays.stream(Figure.values())
                .filter(it -> it.paths().anyMatch(path::equals))
                .toList();

        assertThat(figures)
                .as("figures that %s is entered for in the catalogue", path)
                .isNotEmpty();
        if (leaves("", answer(path)).stream()
                .anyMatch(it -> OF_GROUPS.contains(it.substring(it.lastIndexOf('.') + 1)))) {
            assertThat(figures)
                    .as("rules for small groups of %s", path)
                    .extracting(Figure::smallGroups)
                    .doesNotContain(SmallGroupRule.NO_GROUPS);
        }
    }

    private static JsonNode answer(String path) {
        return CONTRACT.document().path("paths").path(path).at("/get/responses/200/content/application~1json/schema");
    }

    /** The fields that have no fields within; what is in an array is named by the array's field. */
    private static Set<String> leaves(String prefix, JsonNode schema) {
        var resolved = CONTRACT.resolve(schema);
        var leaves = new TreeSet<String>();
        if (resolved.has("items")) {
            leaves.addAll(leaves(prefix, resolved.path("items")));
        }
        resolved.path("properties").properties().forEach(it -> {
            var name = prefix.isEmpty() ? it.getKey() : prefix + "." + it.getKey();
            leaves.addAll(leaves(name, it.getValue()));
        });
        return leaves.isEmpty() ? Set.of(prefix) : leaves;
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
