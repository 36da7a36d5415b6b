package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @DisplayName("a setting may stand in a file; both, an empty file and a missing one are refused by their names")
    void aSecretMayStandInAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "s".repeat(40) + "\n");
        var empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThat(given("LAROUE_SECRET_FILE", file.toString()).secret()).isEqualTo("s".repeat(40));
        assertThat(given(
                                "LAROUE_DATABASE_URL",
                                URL,
                                "LAROUE_DATABASE_USER",
                                "u",
                                "LAROUE_DATABASE_PASSWORD_FILE",
                                file.toString())
                        .database()
                        .orElseThrow()
                        .password())
                .isEqualTo("s".repeat(40));
        for (var settings : List.of(
                given("LAROUE_SECRET_FILE", file.toString(), "LAROUE_SECRET", "t".repeat(40)),
                given("LAROUE_SECRET_FILE", empty.toString()),
                given("LAROUE_SECRET_FILE", folder.resolve("nothing").toString()))) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(settings::secret)
                    .withMessageContaining("LAROUE_SECRET_FILE")
                    .withMessageNotContaining("sss");
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"abcdefghijklmn+p", "ümläut-%zz:&= 'x' \"y\"", "mot de passe très long €𝄞"})
    void aSecretMayHoldAnyCharacterThatCanBeTyped(String secret) {
        assertThat(given("LAROUE_ADMIN_SECRET", secret).adminSecret()).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "'\n', U+000A",
        "'\u0007', U+0007",
        "'\u200b', U+200B",
        "'\u202e', U+202E",
        "'\ufffd', U+FFFD",
        "'\u2028', U+2028"
    })
    void aCharacterThatNobodyCanTypeIsRefusedAndNamed(String character, String name) {
        var settings = given("LAROUE_ADMIN_SECRET", "a-secret-of-" + character + "-these-tests");

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(settings::adminSecret)
                .withMessageContaining("LAROUE_ADMIN_SECRET")
                .withMessageContaining(name)
                .withMessageNotContaining("these-tests");
    }

    @Test
    void forwardedHeadersCountFromProxiesThatAreNamed() {
        assertThat(given().trustedProxies()).isEmpty();
        assertThat(given("LAROUE_TRUSTED_PROXIES", "127.0.0.1, 10.1.0.0/16,2001:db8::5")
                        .trustedProxies())
                .hasValue("127.0.0.1/32,10.1.0.0/16,2001:db8::5/128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.256", ",", ".*", "10.0.0.1/x", "::1/129"})
    void whatIsNoAddressIsRefused(String proxies) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(given("LAROUE_TRUSTED_PROXIES", proxies)::trustedProxies)
                .withMessageContaining("LAROUE_TRUSTED_PROXIES");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(given("LAROUE_PORT", "80x")::port)
                .withMessage("LAROUE_PORT is not a port: 80x");
    }

    @Test
    void mailIsOffUnlessAServerIsSet() {
        assertThat(given().mail()).isEmpty();
        assertThat(given("LAROUE_PUBLIC_URL", "https://roue.example.org").mail())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://roue%40example.org:p%3Ass+w@mail.example.org, smtp, 587, roue@example.org, p:ss+w, true",
        "smtps://me:pw@mail.example.org, smtps, 465, me, pw, false",
        "smtp://mail.example.org:25?tls=none, smtp, 25, , , false",
        "smtp://localhost:2525, smtp, 2525, , , false"
    })
    void aMailServerIsReadFromItsAddress(
            String url, String scheme, int port, String user, String password, boolean startTls) {
        var mail = given(
                        "LAROUE_SMTP_URL", url,
                        "LAROUE_SMTP_FROM", "roue@example.org",
                        "LAROUE_PUBLIC_URL", "https://roue.example.org")
                .mail();

        assertThat(mail)
                .containsEntry("spring.mail.protocol", scheme)
                .containsEntry("spring.mail.port", port)
                .containsEntry("spring.mail.properties.mail." + scheme + ".starttls.required", startTls)
                .containsEntry("laroue.mail-from", "roue@example.org");
        assertThat(mail.get("spring.mail.username")).isEqualTo(user);
        assertThat(mail.get("spring.mail.password")).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({
        "http://mail.example.org, roue@example.org, https://roue.example.org, LAROUE_SMTP_URL",
        "smtps://mail.example.org?tls=none, roue@example.org, https://roue.example.org, LAROUE_SMTP_URL",
        "smtp://me:p ss@mail.example.org, roue@example.org, https://roue.example.org, LAROUE_SMTP_URL",
        "smtp://mail.example.org, , https://roue.example.org, LAROUE_SMTP_FROM",
        "smtp://mail.example.org, no address, https://roue.example.org, LAROUE_SMTP_FROM",
        "smtp://mail.example.org, roue@example.org, , LAROUE_PUBLIC_URL",
        "smtp://mail.example.org, roue@example.org, http://roue.example.org, LAROUE_PUBLIC_URL"
    })
    void halfAMailServerIsRefused(String url, String from, String address, String named) {
        var environment = new HashMap<String, String>();
        environment.put("LAROUE_SMTP_URL", url);
        environment.put("LAROUE_SMTP_FROM", from);
        environment.put("LAROUE_PUBLIC_URL", address);

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(new Settings(environment)::mail)
                .withMessageContaining(named)
                .satisfies(it -> assertThat(it.getMessage()).doesNotContain("p ss"));
    }

    private static Settings given(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return new Settings(environment);
    }
}
