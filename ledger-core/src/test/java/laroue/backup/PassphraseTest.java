package laroue.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is encrypted comes back, with the passphrase alone. */
class PassphraseTest {

    private static final Passphrase PASSPHRASE = new Passphrase("quatre mots pris au hasard");

    @Test
    @DisplayName(
            "what was encrypted comes back to the byte, also where it is longer than a buffer, and tells nothing meanwhile")
    void comesBack() throws IOException {
        var text = new byte[200_000];
        new Random(20).nextBytes(text);
        System.arraycopy("Élise Inventée".getBytes(UTF_8), 0, text, 0, 14);

        var encrypted = encrypted(text);

        assertThat(new String(encrypted, UTF_8)).doesNotContain("Élise");
        try (var in = PASSPHRASE.decrypting(new ByteArrayInputStream(encrypted))) {
            assertThat(in.readAllBytes()).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("another passphrase, a changed byte and a lost end are faults")
    void refuses() throws IOException {
        var encrypted = encrypted("1\t2\t3\n".getBytes(UTF_8));
        var changed = encrypted.clone();
        changed[encrypted.length - 30] ^= 1;

        assertFault(new Passphrase("quatre autres mots, presque"), encrypted);
        assertFault(PASSPHRASE, changed);
        assertFault(PASSPHRASE, Arrays.copyOf(encrypted, encrypted.length - 1));
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> new Passphrase("trop court"))
                .withMessageContaining("12 characters");
    }

    private static byte[] encrypted(byte[] text) throws IOException {
        var stored = new ByteArrayOutputStream();
        try (var out = PASSPHRASE.encrypting(stored)) {
            out.write(text);
        }
        return stored.toByteArray();
    }

    private static void assertFault(Passphrase passphrase, byte[] encrypted) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (var in = passphrase.decrypting(new ByteArrayInputStream(encrypted))) {
                in.readAllBytes();
            }
        });
    }
}
