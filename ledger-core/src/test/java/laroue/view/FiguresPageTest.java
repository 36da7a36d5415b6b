package laroue.view;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import laroue.view.circulation.Figure;
import laroue.view.circulation.FigureTexts;
import laroue.view.disclosure.SmallGroupRule;
import laroue.view.measure.Unit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FiguresPageTest {

    private static final Path PAGE = Path.of("../docs/figures.md");

    private static final String BEGIN = "<!-- figures: written from the catalogue by FiguresPageTest -->\n";

    private static final String END = "<!-- end of figures -->\n";

    @Test
    @DisplayName(
            "docs/figures.md lists every figure as the catalogue has it (with -Dlaroue.docs.write=true it is written)")
    void listsWhatTheCatalogueHas() throws IOException {
        var page = Files.readString(PAGE);
        var listed = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        if (Boolean.getBoolean("laroue.docs.write")) {
            Files.writeString(PAGE, page.replace(BEGIN + listed + END, BEGIN + table() + END));
            listed = table();
        }

        assertThat(listed)
                .as("to write it again: mvn -pl ledger-core test -Dtest=FiguresPageTest -Dlaroue.docs.write=true")
                .isEqualTo(table());
    }

    private static String table() {
        return "| figure | what it is | unit | nature | small groups | served in |\n|---|---|---|---|---|---|\n"
                + Arrays.stream(Figure.values())
                        .map(it -> "| `%s` | **%s.** %s | %s | %s | %s | %s |\n"
                                .formatted(
                                        it.published(),
                                        FigureTexts.title(it, Locale.ENGLISH),
                                        FigureTexts.formula(it, Locale.ENGLISH),
                                        unit(it.unit()),
                                        it.nature().name().toLowerCase(Locale.ROOT),
                                        smallGroups(it.smallGroups()),
                                        served(it)))
                        .collect(joining());
    }

    private static String served(Figure figure) {
        return Stream.of(
                        figure.moments().map(it -> "`/v1/circulation`: `" + it.field() + "`"),
                        figure.periods().map(it -> "`period`: `" + it.field() + "`"),
                        figure.overTime().stream().map(_ -> "`series`"),
                        figure.paths().map(it -> "`" + it.replace("/v1/circulation/", "") + "`"))
                .flatMap(it -> it)
                .collect(joining(", "));
    }

    private static String unit(Unit unit) {
        return switch (unit) {
            case ROUE_CENTS -> "cents of a roue";
            case EURO_CENTS -> "cents of a euro";
            case COUNT -> "count";
            case RATIO -> "ratio";
            case TIMES -> "times";
            case PER_WEEK -> "per week";
            case DAYS -> "days";
        };
    }

    private static String smallGroups(SmallGroupRule rule) {
        return switch (rule) {
            case NO_GROUPS -> "not told of groups";
            case CELLS_SUPPRESSED -> "cells of fewer than five are suppressed";
            case FIVE_AT_LEAST -> "nothing of fewer than five";
            case ACCOUNTS_UNNAMED -> "accounts are named only to who may see them";
            case DESKS -> "a desk is no person";
        };
    }
}
