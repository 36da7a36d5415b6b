package laroue.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import laroue.view.circulation.Definitions;
import laroue.view.circulation.Definitions.Definition;
import laroue.view.circulation.Figure;
import laroue.view.circulation.FigureTexts;
import laroue.view.circulation.Served.OfMoment;
import laroue.view.circulation.Served.OfPeriod;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureCatalogueTest {

    @ParameterizedTest
    @ValueSource(strings = {"figures.properties", "figures_en.properties"})
    @DisplayName(
            "every figure has a title and a formula, every alias a formula, and the message files hold nothing else")
    void everyFigureHasItsTexts(String file) throws IOException {
        var expected = new TreeSet<String>();
        for (var it : Definitions.ALL) {
            expected.add(it.name() + ".formula");
            expected.add(it.figure().published() + ".title");
        }

        var texts = texts(file);

        assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(expected);
        assertThat(texts.values()).noneMatch(it -> it.toString().isBlank());
    }

    private static Properties texts(String file) throws IOException {
        var texts = new Properties();
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(Figure.class.getResourceAsStream(file), "no file of texts"), UTF_8)) {
            texts.load(text);
        }
        return texts;
    }

    @Test
    @DisplayName("a figure speaks the reader's language, and French to whoever reads neither of the two")
    void speaksTheReadersLanguage() {
        assertThat(FigureTexts.title(Figure.PAID, Locale.UK)).isEqualTo("Volume paid");
        assertThat(FigureTexts.title(Figure.PAID, Locale.FRANCE)).isEqualTo("Volume payé");
        assertThat(FigureTexts.title(Figure.PAID, Locale.GERMAN)).isEqualTo("Volume payé");
    }

    @Test
    @DisplayName("no two figures have one name, and no two stand in one field of an answer")
    void namesAreUnique() {
        assertThat(Figure.values()).extracting(Figure::published).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Figure.values()).flatMap(Figure::moments))
                .extracting(OfMoment::field)
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(Figure.values()).flatMap(Figure::periods))
                .extracting(OfPeriod::field)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("every figure is served somewhere, and listed once under its own name")
    void everyFigureIsServedAndListed() {
        assertThat(Definitions.ALL.stream().filter(it -> !it.isAlias()).map(Definition::figure))
                .containsExactlyInAnyOrder(Figure.values());
        assertThat(Definitions.ALL).extracting(Definition::name).doesNotHaveDuplicates();
        assertThat(Figure.values())
                .allMatch(it -> Stream.of(it.moments(), it.periods(), it.overTime().stream(), it.paths())
                        .flatMap(served -> served)
                        .findAny()
                        .isPresent());
    }

    @Test
    @DisplayName("what was listed before stays in its place, under its name")
    void whatWasListedStays() {
        assertThat(Definitions.ALL.subList(0, 40))
                .extracting(Definition::name)
                .startsWith("paperCents", "digitalCents", "totalCents")
                .contains("coverage.strict", "velocityPerWeek", "reconversionRate", "paymentsBeforeExit")
                .endsWith("degree", "desks", "unremittedEuroCents");
        assertThat(Definitions.ALL.stream().filter(Definition::isAlias)).hasSize(8);
    }
}
