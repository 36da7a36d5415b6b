package laroue.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A code that a person would take for an existing one founds no association. */
class CodeLikenessTest {

    private static final Set<AssociationCode> THERE =
            Set.of(new AssociationCode("05"), new AssociationCode("13A"), new AssociationCode("28"));

    @ParameterizedTest(name = "“{0}” looks like {1}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "5,05",
                "05,05",
                "005,05",
                "000005,05",
                "O5,05",
                "o5,05",
                " 05,05",
                "0 5,05",
                "0-5,05",
                "05.,05",
                "０５,05",
                "0\u200B5,05",
                "О5,05",
                "13a,13A",
                "13A,13A",
                "13А,13A",
                "I3A,13A",
                "l3a,13A",
                "013A,13A",
                "13 a,13A"
            })
    void looksLike(String typed, String existing) {
        assertThat(CodeLikeness.existing(typed, THERE::contains)).contains(new AssociationCode(existing));
    }

    @ParameterizedTest(name = "“{0}” looks like no other")
    @CsvSource({"50", "13", "13B", "2B", "84", "3A", "105", "é5", "''", "0000005000000"})
    void standsApart(String typed) {
        assertThat(CodeLikeness.existing(typed, THERE::contains)).isEmpty();
    }

    @Test
    @DisplayName("few codes are looked up, whatever was typed")
    void fewLookups() {
        assertThat(CodeLikeness.alike("111111")).hasSizeLessThan(1_000);
        assertThat(CodeLikeness.alike("0")).hasSizeLessThan(1_000);
        assertThat(CodeLikeness.alike("0".repeat(5_000))).isEmpty();
    }
}
