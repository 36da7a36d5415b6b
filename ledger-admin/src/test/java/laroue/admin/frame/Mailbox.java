package laroue.admin.frame;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The mail server of all tests, and what people find in their letters. */
public final class Mailbox {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/invitation\\?jeton=\\S+");

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final class Shared {
        static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        static {
            SERVER.start();
        }
    }

    private Mailbox() {}

    static int port() {
        return Shared.SERVER.getSmtp().getPort();
    }

    /** The letters to an address, oldest first; waits for the one of this number. */
    public static List<String> letters(String email, int least) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = Arrays.stream(Shared.SERVER.getReceivedMessages())
                    .filter(it -> isTo(it, email))
                    .map(GreenMailUtil::getBody)
                    .toList();
            if (found.size() >= least) {
                return found;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("%d letters to %s, and not %d".formatted(found.size(), email, least));
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The link in a letter to an address; waits for the letter of this number. */
    public static String link(String email, int number) {
        var letter = letters(email, number).get(number - 1).replace("=\r\n", "").replace("=3D", "=");
        var link = LINK.matcher(letter);
        if (!link.find()) {
            throw new AssertionError("no link in " + letter);
        }
        return link.group();
    }

    private static boolean isTo(MimeMessage message, String email) {
        try {
            return message.getAllRecipients()[0].toString().equalsIgnoreCase(email);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
