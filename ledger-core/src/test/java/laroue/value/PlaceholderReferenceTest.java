package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderReferenceTest {

    @ParameterizedTest
    @DisplayName("what stands where there is no reference names no movement")
    @ValueSource(
            strings = {
                "NOTPROVIDED",
                "Not provided",
                "VIREMENT",
                "virement sepa reçu",
                "Vir. inst.",
                "-",
                "\u2014",
                "...",
                "?",
                "\u200B",
                "0",
                "0000",
                "0-000",
                "n/a",
                "N. R.",
                "xxx",
                "Néant",
                "sans réf.",
                "Remise de chèques",
                "espèces"
            })
    void namesNothing(String text) {
        assertThat(PlaceholderReference.is(text)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("a number, a date or a name beside such a word makes a reference of it")
    @ValueSource(
            strings = {"VIR-7", "7", "F-1", "1000", "VIREMENT 2026-03-14", "VIR DUPONT", "BR 0001", "Facture n° 7", "AB"
            })
    void namesSomething(String text) {
        assertThat(PlaceholderReference.is(text)).isFalse();
    }
}
