package laroue.api.security;

import java.util.Map;
import java.util.Optional;
import laroue.api.http.PublicAddress;
import laroue.api.security.mail.Letter;
import laroue.api.security.mail.Mailer;
import laroue.api.security.mail.Mailer.Sent;
import laroue.register.Login;
import laroue.register.Login.Purpose;

/** Links for people, shown to copy, or sent to their own e-mail where a server and a public address are set. */
public final class LinkMails {

    /** Where a link leads. */
    public static final String PAGE = "/invitation";

    private final Mailer mailer;
    private final PublicAddress address;

    LinkMails(Mailer mailer, PublicAddress address) {
        this.mailer = mailer;
        this.address = address;
    }

    /** The path of a link, without the address of the node. */
    public static String path(String token) {
        return PAGE + "?jeton=" + token;
    }

    /** Whether links are sent at all. */
    public boolean areSent() {
        return mailer.hasServer() && !address.equals(PublicAddress.NONE);
    }

    /** Sends a link to a person, and waits some seconds to learn what became of it. */
    public Sent send(Login login, String token) {
        return letter(login, token).map(mailer::send).orElse(Sent.NO_SERVER);
    }

    /** A link to the passphrase of a person; empty where it could say no address. */
    Optional<Letter> letter(Login login, String token) {
        var kind = purpose(login) == Purpose.RESET ? Letter.Kind.RESET : Letter.Kind.INVITATION;
        return address.of(path(token))
                .map(link -> Letter.of(kind, login.email(), Map.of("name", login.name(), "link", link)));
    }

    /** What a link is for: who has chosen a passphrase has forgotten it. */
    static Purpose purpose(Login login) {
        return login.accepted() ? Purpose.RESET : Purpose.INVITATION;
    }
}
