package laroue.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NafTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "47.11F",
                "4711F",
                "4711f",
                "47 11 F",
                "47.11 f",
                " 47-11\u00a0F ",
                "47\u200b.11\u202fF",
                "47 . 11F"
            })
    @DisplayName("A NAF code is read however it is typed, and written in one way")
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(Naf.read(typed)).contains("47.11F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "boulangerie", "47.11FF", "4.711F", "47..11F", "47,11F", "F47.11", "４７.11F", "47.111"})
    @DisplayName("Anything else is no NAF code")
    void isNothingElse(String typed) {
        assertThat(Naf.read(typed)).isEmpty();
    }
}
