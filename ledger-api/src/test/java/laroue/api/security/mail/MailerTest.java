package laroue.api.security.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import laroue.api.security.mail.Mailer.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Letters go out, and a server that does not take them delays nobody. */
class MailerTest {

    private static final String SILENT_MILLIS = "3000";

    private static final Letter LETTER = Letter.of(
            Letter.Kind.RESET,
            "zoe@invented.example",
            Map.of(
                    "name",
                    "Zoé\nBcc: all@invented.example {link}",
                    "link",
                    "https://roue.example/invitation?jeton=x$1"));

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @AfterEach
    void stop() {
        mails.stop();
    }

    @Test
    @DisplayName("A letter is plain text with its link on a line of its own; what fills it adds no line and no header")
    void aLetterIsSent() throws Exception {
        mails.start();
        try (var mailer = to(mails.getSmtp().getPort())) {
            assertThat(mailer.send(LETTER)).isEqualTo(Sent.TAKEN);
        }

        MimeMessage received = mails.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("La Roue : choisir une autre phrase secrète");
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getContentType()).startsWith("text/plain");
        assertThat(received.getContent().toString().lines())
                .contains("Bonjour Zoé Bcc: all@invented.example {link},", "https://roue.example/invitation?jeton=x$1");
    }

    @Test
    @DisplayName("A server that is not there is a failure, and none that is set is told apart")
    void nobodyAnswers() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (var mailer = to(free)) {
            assertThat(mailer.send(LETTER)).isEqualTo(Sent.FAILED);
        }
        try (var none = new Mailer(null, "")) {
            assertThat(none.send(LETTER)).isEqualTo(Sent.NO_SERVER);
            none.sendLater(() -> Optional.of(LETTER));
        }
    }

    @Test
    @DisplayName("An address that the server or the standard refuses is a failure, and nothing is sent")
    void anAddressIsRefused() {
        mails.start();
        try (var mailer = to(mails.getSmtp().getPort())) {
            assertThat(mailer.send(new Letter("\"@invented.example", "a", "b"))).isEqualTo(Sent.FAILED);
            assertThat(mailer.send(new Letter("a@invented.example, b@invented.example", "a", "b")))
                    .isEqualTo(Sent.FAILED);
        }
        assertThat(mails.getReceivedMessages()).isEmpty();
    }

    @Test
    @DisplayName("A server that says nothing keeps who asks for some moments only, and who does not wait not at all")
    void aSilentServerDelaysNobody() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var mailer =
                        new Mailer(sender(silent.getLocalPort()), "roue@invented.example", Duration.ofMillis(100))) {
            var begun = System.nanoTime();
            mailer.sendLater(() -> Optional.of(LETTER));
            assertThat(mailer.send(LETTER)).isEqualTo(Sent.UNKNOWN);
            for (int many = 0; many < 104; many++) {
                mailer.sendLater(() -> Optional.of(LETTER));
            }
            assertThat(mailer.send(LETTER)).as("too many wait").isEqualTo(Sent.FAILED);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static Mailer to(int port) {
        return new Mailer(sender(port), "roue@invented.example");
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", SILENT_MILLIS);
        return sender;
    }
}
