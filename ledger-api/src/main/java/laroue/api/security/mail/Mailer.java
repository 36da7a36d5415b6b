package laroue.api.security.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends letters by SMTP. A server that is slow, or is not there, delays a request by some seconds at most; a server that has
 * too much to do is asked for nothing more. What goes wrong is logged without a word of whom a letter is for.
 */
public final class Mailer implements AutoCloseable {

    /** How long who asks waits to learn whether a letter was taken. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int AT_ONCE = 4;

    private static final int MOST_WAITING = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

    private final @Nullable JavaMailSender server;
    private final String from;
    private final Duration patience;
    private final ExecutorService sending;

    /**
     * A way out for letters.
     *
     * @param server null where none is set
     * @param from the address of the sender
     */
    public Mailer(@Nullable JavaMailSender server, String from) {
        this(server, from, PATIENCE);
    }

    Mailer(@Nullable JavaMailSender server, String from, Duration patience) {
        this.server = server;
        this.from = from;
        this.patience = patience;
        var pool = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("mail-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        sending = pool;
    }

    /** What became of a letter. */
    public enum Sent {
        /** The server has taken it. */
        TAKEN,
        /** The server has not answered yet. */
        UNKNOWN,
        /** The server did not take it, or could not be reached. */
        FAILED,
        /** There is no server. */
        NO_SERVER
    }

    public boolean hasServer() {
        return server != null;
    }

    /** Sends a letter, and waits some seconds to learn what became of it. */
    public Sent send(Letter letter) {
        if (server == null) {
            return Sent.NO_SERVER;
        }
        try {
            return answer(sending.submit(() -> isTaken(letter)));
        } catch (RejectedExecutionException _) {
            LOG.warn("a mail was not sent: {} others wait", MOST_WAITING);
            return Sent.FAILED;
        }
    }

    private Sent answer(Future<Boolean> taken) {
        try {
            return taken.get(patience.toMillis(), TimeUnit.MILLISECONDS) ? Sent.TAKEN : Sent.FAILED;
        } catch (TimeoutException _) {
            return Sent.UNKNOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Sent.UNKNOWN;
        } catch (ExecutionException e) {
            LOG.warn("a mail was not sent: {}", String.valueOf(e.getCause()));
            return Sent.FAILED;
        }
    }

    /**
     * Sends a letter at some later moment. Who asks learns nothing, not even by the time that it takes.
     *
     * @param letter writes it, or finds that there is none to be sent
     */
    public void sendLater(Supplier<Optional<Letter>> letter) {
        if (server == null) {
            return;
        }
        try {
            sending.execute(() -> {
                try {
                    letter.get().ifPresent(this::isTaken);
                } catch (RuntimeException e) {
                    LOG.warn("a mail was not written: {}", e.getClass().getName());
                }
            });
        } catch (RejectedExecutionException _) {
            LOG.warn("a mail was not sent: {} others wait", MOST_WAITING);
        }
    }

    private boolean isTaken(Letter letter) {
        if (server == null) {
            return false;
        }
        try {
            server.send(message -> {
                var mail = new MimeMessageHelper(message, "UTF-8");
                mail.setFrom(from);
                mail.setTo(letter.to());
                mail.setSubject(letter.subject());
                mail.setText(letter.text());
                message.setHeader("Auto-Submitted", "auto-generated");
            });
            return true;
        } catch (MailException e) {
            // Its message names the addressee.
            LOG.warn("a mail was not sent: {}", kinds(e));
            return false;
        }
    }

    private static String kinds(MailException e) {
        var root = e.getMostSpecificCause();
        return e.getClass().getSimpleName()
                + (root.equals(e) ? "" : ", " + root.getClass().getSimpleName());
    }

    @Override
    public void close() {
        sending.shutdownNow();
    }
}
