package laroue.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @DisplayName("An address is kept as browsers write an origin")
    @CsvSource({
        "https://roue.example.org, https://roue.example.org",
        "' HTTPS://Roue.Example.org/ ', https://roue.example.org",
        "https://roue.example.org:443, https://roue.example.org",
        "https://roue.example.org:8443, https://roue.example.org:8443",
        "http://localhost:8080, http://localhost:8080"
    })
    void isAnOrigin(String typed, String origin) {
        assertThat(PublicAddress.parse(typed).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @DisplayName("Nothing else is an address: no path, no user, no plain HTTP but of this machine")
    @ValueSource(
            strings = {
                "roue.example.org",
                "roue.example.org:8080",
                "mailto:roue@example.org",
                "http://roue.example.org",
                "ftp://roue.example.org",
                "https://roue.example.org/roue",
                "https://me@roue.example.org",
                "https://roue.example.org?a=b",
                "https://roue.example.org#a",
                "https://",
                "https://roue example.org"
            })
    void nothingElse(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> PublicAddress.parse(typed));
    }

    @Test
    @DisplayName("None is set where nothing is typed; a number is no name")
    void namesAndNone() {
        assertThat(PublicAddress.parse(" ")).isEqualTo(PublicAddress.NONE);
        assertThat(PublicAddress.NONE.of("/moi")).isEmpty();
        assertThat(PublicAddress.NONE.hasName()).isFalse();
        assertThat(PublicAddress.parse("https://192.0.2.7").hasName()).isFalse();
        assertThat(PublicAddress.parse("https://[2001:db8::7]").hasName()).isFalse();
        assertThat(PublicAddress.parse("https://roue.example.org").hasName()).isTrue();
    }
}
