package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laroue.value.Communes.Commune;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommunesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Gap, 05061",
                "gap, 05061",
                "05061, 05061",
                "saint véran, 05157",
                "ST-VERAN, 05157",
                "75056, 75056",
                "Briançon, 05023",
                "Pelleautier, 05100",
                "Pelleautier (05100), 05100",
                "Saint-Rémy-de-Provence, 13100",
                "2A004, 2A004",
                "13201, 13201",
                "Marseille, 13055",
                "les oeuillets, ",
                "Saint-Rémy (71475), 71475",
                "Saint-Remy (71), 71475"
            })
    @DisplayName("A name, an INSEE code and a label of one commune are this commune")
    void areKnown(String typed, String code) {
        var meant = Communes.meant(typed);

        assertThat(meant.certain() ? codes(meant) : List.of())
                .isEqualTo(code == null || code.isBlank() ? List.of() : List.of(code));
    }

    @Test
    @DisplayName("A postal code is asked back with the communes that it serves, and the one whose INSEE code it is")
    void postalCodesAreAskedBack() {
        assertThat(Communes.meant("05100").certain()).isFalse();
        assertThat(codes(Communes.meant("05100")))
                .startsWith("05023")
                .contains("05085")
                .endsWith("05100");
        assertThat(codes(Communes.meant("13210"))).contains("13100");
        assertThat(codes(Communes.meant("13001"))).containsExactly("13055", "13201", "13001");
        assertThat(Communes.meant("13210").certain()).isFalse();
    }

    @Test
    @DisplayName("Homonyms are offered, and every label is read back as its commune")
    void homonymsAreOffered() {
        var meant = Communes.meant("Saint-Rémy");

        assertThat(meant.certain()).isFalse();
        assertThat(meant.candidates()).hasSizeGreaterThan(3);
        assertThat(meant.candidates())
                .allSatisfy(it -> assertThat(Communes.meant(it.label()))
                        .satisfies(read -> assertThat(read.certain()).isTrue()));
        assertThat(codes(Communes.meant("Saint-Rémy-de-Prov"))).contains("13100");
    }

    @Test
    @DisplayName("Districts count as their town in figures, merged communes as the new one")
    void districtsCountAsTheirTown() {
        assertThat(Communes.town("13201")).isEqualTo("13055");
        assertThat(Communes.town("75120")).isEqualTo("75056");
        assertThat(Communes.town("69389")).isEqualTo("69123");
        assertThat(Communes.town("01039")).isEqualTo("01138");
        assertThat(Communes.town("05061")).isEqualTo("05061");
        assertThat(Communes.within("13055")).hasSize(17).startsWith("13055").contains("13201", "13216");
        assertThat(Communes.within("05061")).containsExactly("05061");
        assertThat(Communes.town("99999")).isEqualTo("99999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "00000", "", "Nowhere", "0506", "050611", "01039", "2C001"})
    @DisplayName("What is no commune of today is known as none, and shown as what it is")
    void otherCodesAreUnknown(String typed) {
        assertThat(Communes.isKnown(typed)).isFalse();
        assertThat(Communes.meant(typed).certain()).isFalse();
        if (!typed.equals("01039")) {
            assertThat(Communes.name(typed)).isEqualTo(typed);
        }
    }

    private static List<String> codes(Communes.Meant meant) {
        return meant.candidates().stream().map(Commune::insee).toList();
    }
}
