package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String URL = "jdbc:postgresql://db:5432/laroue";

    @Test
    void nothingGivenIsADemonstrationOnTheLoopbackAddress() {
        var settings = given();

        assertThat(settings.database()).isEmpty();
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.managementPort()).isEqualTo(8081);
        assertThat(settings.data()).hasFileName("data").isAbsolute();
    }

    @Test
    void aDatabaseGivenIsReal() {
        assertThat(given("LAROUE_DATABASE_URL", URL, "LAROUE_DATABASE_USER", "laroue_app")
                        .database())
                .hasValueSatisfying(it ->
                        assertThat(it.as("laroue-node").jdbcUrl()).isEqualTo(URL + "?ApplicationName=laroue-node"));
    }

    @Test
    void aDatabaseThatIsSetAndBlankDoesNotBecomeADemonstration() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(given("LAROUE_DATABASE_URL", "")::database)
                .withMessageContaining("LAROUE_DATABASE_URL");
    }

    @Test
    void aDatabaseWithoutUserIsRefused() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(given("LAROUE_DATABASE_URL", URL)::database)
                .withMessageContaining("LAROUE_DATABASE_USER");
    }

    @Test
    void thereIsNoDefaultSecret() {
        assertThatExceptionOfType(CannotStart.class).isThrownBy(given()::secret).withMessageContaining("LAROUE_SECRET");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(given("LAROUE_ADMIN_SECRET", " ")::adminSecret)
                .withMessageContaining("LAROUE_ADMIN_SECRET");
    }

    @Test
    void aSecretThatIsTooShortIsRefusedAndNotShown() {
        var settings = given("LAROUE_SECRET", "s".repeat(31), "LAROUE_ADMIN_SECRET", "a".repeat(15));

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(settings::secret)
                .withMessageContaining("32")
                .withMessageNotContaining("sss");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(settings::adminSecret)
                .withMessageContaining("16")
                .withMessageNotContaining("aaa");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(given("LAROUE_PORT", "80x")::port)
                .withMessage("LAROUE_PORT is not a port: 80x");
    }

    private static Settings given(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(environment);
    }
}
