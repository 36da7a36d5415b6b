package laroue.api.security;

import java.time.Duration;
import java.util.Optional;
import laroue.api.command.ProblemException;
import laroue.api.security.AttemptLimits.Guessed;
import laroue.api.security.mail.Letter;
import laroue.api.security.mail.Mailer;
import laroue.register.Login;
import laroue.register.Logins;

/**
 * Sends a link to who has forgotten a passphrase and says the e-mail. Who asks learns nothing of whether there is such a
 * person, neither by the answer nor by the time that it takes.
 */
public final class ForgottenPassphrases {

    /** A person is sent one link in so long, however often it is asked for. */
    static final Duration BETWEEN = Duration.ofMinutes(5);

    private final Logins logins;
    private final LinkMails mails;
    private final Mailer mailer;
    private final AttemptLimits limits;

    ForgottenPassphrases(Logins logins, LinkMails mails, Mailer mailer, AttemptLimits limits) {
        this.logins = logins;
        this.mails = mails;
        this.mailer = mailer;
        this.limits = limits;
    }

    /** Whether links are sent; else an administrator makes one. */
    public boolean areHelped() {
        return mails.areSent();
    }

    /**
     * Sends a link to the person of an e-mail, if there is one.
     *
     * @param address of who asks
     * @throws ProblemException {@code too-many-requests}, where this was asked too often from there
     */
    public void ask(String email, String address) {
        var name = Login.normalised(email);
        limits.attempted(Guessed.LINK, name, address, false).ifPresent(it -> {
            throw AttemptLimits.mustWait(it);
        });
        mailer.sendLater(() -> letter(name));
    }

    private Optional<Letter> letter(String email) {
        return logins.ofEmail(email).flatMap(login -> {
            var token = ClientSecrets.freshSecret();
            return logins.linkAskedFor(token, login.id(), LinkMails.purpose(login), Invitations.LINK_LIVES, BETWEEN)
                    ? mails.letter(login, token)
                    : Optional.empty();
        });
    }
}
