package laroue.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiretTest {

    /** The example of INSEE's own documentation, and the head office of La Poste, which Luhn's check holds for too. */
    @ParameterizedTest
    @ValueSource(strings = {"73282932000074", "35600000000048"})
    void isCheckedByLuhn(String digits) {
        assertThat(Siret.parse(digits)).contains(new Siret(digits));
        assertThat(new Siret(digits)).hasToString(digits);
    }

    @Test
    void noticesEverySingleWrongDigit() {
        var right = "73282932000074";
        for (int i = 0; i < right.length(); i++) {
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                if (right.charAt(i) != wrong) {
                    var typed = right.substring(0, i) + wrong + right.substring(i + 1);
                    assertThat(Siret.parse(typed)).as(typed).isEmpty();
                }
            }
        }
    }

    /** 3 + 5 + 6 is 14; the sum of a place of La Poste is a multiple of five, and Luhn's check fails for most. */
    @Test
    void isCheckedByItsSumForThePlacesOfLaPoste() {
        assertThat(Siret.parse("35600000000001")).isPresent();
        assertThat(Siret.parse("35600000049837")).isPresent();
        assertThat(Siret.parse("35600000000002")).isEmpty();
        assertThat(Siret.parse("35600000100001")).as("sum 16").isEmpty();
    }

    @Test
    void isNotCheckedByItsSumForOthers() {
        assertThat(Siret.parse("73282932000072")).as("sum 45, Luhn wrong").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "732829320", "7328293200007", "732829320000740", "732 829 320 00074", "7328293200007A"})
    void hasFourteenDigits(String text) {
        assertThat(Siret.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Siret(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "732 829 320 00074", "732\u00a0829\u00a0320\u00a000074", "732\u202f829\u202f320 00074",
                        "732.829.320.00074",
                "732-829-320-00074", "\u200b732829320\u200b00074\ufeff", " 73282932000074\t",
                        "732\u2011829\u2011320 00074"
            })
    @DisplayName("A SIRET is read with whatever people put between its digits")
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(Siret.read(typed)).isEqualTo(new Siret.Valid(new Siret("73282932000074")));
    }

    @ParameterizedTest
    @CsvSource({
        "732829320, SIREN, 9",
        "732 829 320, SIREN, 9",
        "11122233344455, CHECK, 14",
        "7328293200007, LENGTH, 13",
        "732829320000740, LENGTH, 15",
        "73282932OOO074, NOT_DIGITS, 0",
        "７３２８２９３２０, NOT_DIGITS, 0",
        "'732,829,320,00074', NOT_DIGITS, 0",
        "'-', LENGTH, 0",
        "35600000000002, CHECK, 14",
        "00000000000000, CHECK, 14"
    })
    @DisplayName("What is no SIRET is refused with its reason")
    void saysWhyItIsNone(String typed, Siret.Fault fault, int digits) {
        assertThat(Siret.read(typed)).isEqualTo(new Siret.Invalid(fault, digits));
    }
}
