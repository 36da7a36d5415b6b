package laroue.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WayBackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/comptoir",
                "/comptoir/05-D1?jour=2026-11-30&page=2",
                "/annuaire?q=a%26b%2Fc;d//e",
                "/connexions",
                "/v10",
            })
    @DisplayName("a page of the node is gone back to after signing in")
    void toAPage(String path) {
        assertThat(WayBack.own(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "comptoir",
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "/%5Cevil.example",
                "/%2F%2Fevil.example",
                "/;x",
                "/a//b",
                "/a%00b",
                "/%0d%0aX:y",
                "/{x}",
                "/connexion",
                "/connexion/code?retour=/",
                "/Deconnexion",
                "/v1/me",
                "/oauth2/token",
                "/actuator/health",
                "/readyz",
            })
    @DisplayName("no other host, no answer for programs, and nothing that signs in or out")
    void toNothingElse(String path) {
        assertThat(WayBack.own(path)).isNull();
    }
}
