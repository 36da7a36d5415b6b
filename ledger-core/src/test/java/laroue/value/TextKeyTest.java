package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextKeyTest {

    @ParameterizedTest
    @DisplayName("a bank reference is the same however it was typed")
    @ValueSource(
            strings = {
                "VIR-7",
                "VIR-7 ",
                " vir-7",
                "vir\u20117",
                "vir\u22127",
                "VIR-7\u00A0",
                "V\u200BIR-7",
                "\uFEFFVIR-7",
                "VI\u00ADR-7",
                "\u202EVIR-7\u202C",
                "ＶＩＲ－７",
                "VIR-7\r\n",
                "\u2800VIR-7",
                "VIR -7",
                "VIR\u00A0-7",
                "V I R\u202F-\t7",
                "VIR-\u0667",
                "VIR-\u096D",
                "VIR-\uD835\uDFDF"
            })
    void hasOneKey(String typed) {
        assertThat(TextKey.ofReference(typed)).isEqualTo(TextKey.ofReference("VIR-7"));
    }

    @ParameterizedTest
    @DisplayName("what a reader tells apart stays apart")
    @ValueSource(strings = {"VIR-70", "VIR 7", "VIR-\u0668", "VIR7", "VÍR-7", "VIR--7", "VIR.7", "7-VIR"})
    void keepsOthersApart(String other) {
        assertThat(TextKey.ofReference(other)).isNotEqualTo(TextKey.ofReference("VIR-7"));
    }

    @Test
    @DisplayName("composed and decomposed letters, runs of blanks and sharp s are one spelling")
    void composesAndFolds() {
        assertThat(TextKey.of("E\u0301milie   Durand")).isEqualTo(TextKey.of("\u00E9milie\u00A0\tDURAND"));
        assertThat(TextKey.of("Straße")).isEqualTo(TextKey.of("STRASSE"));
        assertThat(TextKey.of("Émilie Durand")).isNotEqualTo(TextKey.of("Emilie Durand"));
    }

    @Test
    @DisplayName("a blank stands between the words of a name, and digits of any script are one digit")
    void namesKeepTheirBlanks() {
        assertThat(TextKey.of("Jean Paul")).isNotEqualTo(TextKey.of("JeanPaul"));
        assertThat(TextKey.of("Café \u0667\u0668")).isEqualTo(TextKey.of("café 78"));
    }

    @Test
    @DisplayName("a text of invisible characters alone is empty")
    void seesNothing() {
        assertThat(TextKey.of("\u200B\u202E \u00A0\u2800").isEmpty()).isTrue();
        assertThat(TextKey.of("").isEmpty()).isTrue();
    }

    @Test
    @DisplayName("the key of a key is the key")
    void isStable() {
        var key = TextKey.of(" Ǆ ﬁn ſ \u200B№ 7 \u2011 ");
        assertThat(TextKey.of(key.value())).isEqualTo(key);
        var reference = TextKey.ofReference(" Ǆ ﬁn ſ \u200B№ 7 \u2011 \u0667");
        assertThat(TextKey.ofReference(reference.value())).isEqualTo(reference);
    }
}
