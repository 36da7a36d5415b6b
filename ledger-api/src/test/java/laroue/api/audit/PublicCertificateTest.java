package laroue.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the certificate of the public address expires, asked of a server that listens. */
class PublicCertificateTest {

    private static final String WORD = "a-word-of-this-test";

    @Test
    @DisplayName("the day on which a certificate expires is read, whoever signed it")
    void expiry(@TempDir Path place) throws Exception {
        try (var server = server(place)) {
            Thread.ofVirtual().start(() -> {
                try (var caller = (SSLSocket) server.accept()) {
                    caller.startHandshake();
                    caller.getInputStream().read();
                } catch (IOException _) {
                    // The caller sends nothing, and hangs up.
                }
            });

            var expires = PublicCertificate.expiry("localhost", server.getLocalPort());

            assertThat(expires).isCloseTo(Instant.now().plus(Duration.ofDays(10)), within(5, ChronoUnit.MINUTES));
        }
    }

    @Test
    @DisplayName("where nobody listens, nothing is known")
    void nobody(@TempDir Path place) throws Exception {
        int port;
        try (var server = server(place)) {
            port = server.getLocalPort();
        }
        assertThatThrownBy(() -> PublicCertificate.expiry("localhost", port)).isInstanceOf(IOException.class);
    }

    private static SSLServerSocket server(Path place) throws Exception {
        var store = place.resolve("keys");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "10",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        WORD)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(store)) {
            keys.load(file, WORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, WORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
