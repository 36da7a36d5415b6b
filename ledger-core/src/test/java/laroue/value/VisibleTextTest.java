package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import laroue.value.VisibleText.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoé Martin",
                "Zoe\u0301 Martin",
                "Ștefan Łoś-Őrsi",
                "O’Neill",
                "Ελένη",
                "Дарья",
                "دانيال",
                "דוד",
                "李小龍",
                "Nguyễn Thị Hồng",
                "Café 1900 !",
                "marché\u00a0: 12\u202f%",
                "❤\uFE0F merci",
                "👩\u200D🌾",
                "🏳\uFE0F\u200D🌈",
                "👩\uD83C\uDFFD\u200D🌾",
                "№ 7",
                "+"
            })
    @DisplayName("A text in any script is taken, and so are emojis with what belongs to them")
    void takesWhatCanBeRead(String text) {
        assertThat(VisibleText.fault(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0020, EMPTY",
        "00A0, EMPTY",
        "0301, EMPTY",
        "3000, EMPTY",
        "0000, CONTROL",
        "000A, CONTROL",
        "0085, CONTROL",
        "2028, CONTROL",
        "2029, CONTROL",
        "FFFF, CONTROL",
        "FDD0, CONTROL",
        "200E, DIRECTION",
        "200F, DIRECTION",
        "061C, DIRECTION",
        "202A, DIRECTION",
        "202E, DIRECTION",
        "2066, DIRECTION",
        "2069, DIRECTION",
        "200B, INVISIBLE",
        "200C, INVISIBLE",
        "200D, INVISIBLE",
        "2060, INVISIBLE",
        "FEFF, INVISIBLE",
        "00AD, INVISIBLE",
        "034F, INVISIBLE",
        "3164, INVISIBLE",
        "115F, INVISIBLE",
        "FFA0, INVISIBLE",
        "2800, INVISIBLE",
        "FE0F, INVISIBLE",
        "180E, INVISIBLE",
        "E0041, INVISIBLE",
        "E0100, INVISIBLE"
    })
    @DisplayName("What cannot be seen is named, alone and, unless it is only empty, among letters")
    void refusesWhatCannotBeSeen(String hex, Fault fault) {
        var sign = Character.toString(Integer.parseInt(hex, 16));

        assertThat(VisibleText.fault(sign)).contains(fault);
        if (fault != Fault.EMPTY) {
            assertThat(VisibleText.fault("Zoé" + sign + "Martin")).contains(fault);
            assertThat(VisibleText.fault("Zoé Martin" + sign)).contains(fault);
        }
    }

    @Test
    @DisplayName("Half of a surrogate pair, piles of marks, and a joiner beside an emoji and a letter are refused")
    void refusesWhatNoScriptWrites() {
        assertThat(VisibleText.fault("a\uD800")).contains(Fault.CONTROL);
        assertThat(VisibleText.fault("Z" + "\u0335".repeat(5))).contains(Fault.MARKS);
        assertThat(VisibleText.fault("👩\u200Da")).contains(Fault.INVISIBLE);
        assertThat(VisibleText.fault("\uFE0F")).contains(Fault.INVISIBLE);
        assertThat(VisibleText.fault("")).contains(Fault.EMPTY);
    }

    @Test
    @DisplayName("Files of other programs are read without what has no width")
    void dropsWhatHasNoWidth() {
        assertThat(VisibleText.withoutInvisible("\uFEFFZoé\u200B Mar\u00ADtin")).isEqualTo("Zoé Martin");
        assertThat(VisibleText.withoutInvisible("👩\u200D🌾")).isEqualTo("👩\u200D🌾");
    }
}
