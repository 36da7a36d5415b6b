package laroue.admin.upkeep;

import java.io.PrintStream;
import laroue.admin.node.Arguments.Secret;
import laroue.admin.node.Verb;
import laroue.register.DataKeys;
import laroue.register.WrongSecretException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code ./laroue secret rotate}: wraps the data key by {@code LAROUE_NEW_SECRET}; nothing else changes. {@code ./laroue secret
 * replace}: puts a new data key in the place of one that others may know, and voids what the former one protected.
 */
@Component
class SecretVerb implements Verb<Secret> {

    private static final int FAULT = 1;
    private static final int WRONG_USE = 2;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final String secret;
    private final String newSecret;

    SecretVerb(
            JdbcClient db,
            PlatformTransactionManager transactions,
            @Value("${laroue.secret:}") String secret,
            @Value("${laroue.new-secret:}") String newSecret) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.secret = secret;
        this.newSecret = newSecret;
    }

    @Override
    public int run(Secret arguments, PrintStream out) {
        try {
            return switch (arguments.act()) {
                case ROTATE -> arguments.confirmed() ? wrongUse(out) : rotate(out);
                case REPLACE -> arguments.confirmed() ? replace(out) : announce(out);
            };
        } catch (WrongSecretException e) {
            out.println("secret: " + e.getMessage());
            return FAULT;
        }
    }

    private static int wrongUse(PrintStream out) {
        out.println("usage: secret rotate, with the new one in LAROUE_NEW_SECRET; or secret replace [--confirm]");
        return WRONG_USE;
    }

    private int rotate(PrintStream out) {
        if (newSecret.isEmpty()) {
            return wrongUse(out);
        }
        if (newSecret.equals(secret)) {
            out.println("secret: LAROUE_NEW_SECRET is the present secret");
            return FAULT;
        }
        var keys = new DataKeys(db, secret);
        transaction.executeWithoutResult(_ -> keys.rewrap(newSecret));
        out.printf(
                "The data key %s is wrapped by the new secret. Give it to every node as LAROUE_SECRET from its next start on;"
                        + " nodes that run go on.%n",
                keys.fingerprint().orElse(""));
        out.println(
                "Backups made before now open with the former secret: keep it as long as them, and make a new backup.");
        if (!keys.isDrawn()) {
            out.println("This ledger is older than wrapped keys: its data key is the secret that it was founded with."
                    + " If that one is known to others, run ./laroue secret replace.");
        }
        return 0;
    }

    /** What it would do, before anybody does it. */
    private int announce(PrintStream out) {
        out.println("""
                This draws a new data key, for a ledger whose data key others may know. No node may run meanwhile. It voids:
                  the PIN of every card              each needs a new one (reissue the card)
                  the secret of every program        an administrator renews it, page "Accès"
                  the passphrase of every person     each gets a link for a new one; passkeys stay
                  the second factor of every person  each sets it up anew at the next sign-in
                  links, tokens and sessions
                Balances, history, names and answers stay. The former key is kept to recognise requests that are sent again.
                To do it: ./laroue secret replace --confirm""");
        return FAULT;
    }

    private int replace(PrintStream out) {
        var keys = new DataKeys(db, secret);
        var voided = transaction.execute(_ -> keys.replace());
        out.printf(
                "The data key is %s now. Void: %d PINs, %d secrets of programs, %d passphrases, %d second factors.%n",
                keys.fingerprint().orElse(""),
                voided.pins(),
                voided.clients(),
                voided.passphrases(),
                voided.secondFactors());
        out.println("Make a backup now: those made before hold the former key.");
        return 0;
    }
}
