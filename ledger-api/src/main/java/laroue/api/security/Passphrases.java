package laroue.api.security;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import laroue.register.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Passphrases that people choose: which are refused, and how they are kept. What bcrypt hashes is a keyed hash of the
 * passphrase: it is never longer than the 72 bytes that bcrypt reads, and who has the database alone cannot try any.
 */
public final class Passphrases implements PasswordEncoder {

    /** In characters as a reader counts them. */
    static final int LEAST = 12;

    private static final int MOST = 200;

    /** How often a guesser who knows common passphrases and names has to guess at least. */
    private static final double LEAST_GUESSES = 1e9;

    /** What the measure reads: more takes its time, and is no easier to guess. */
    private static final int MEASURED = 60;

    /** What people here would try first. */
    private static final List<String> LOCAL = List.of(
            "laroue",
            "roue",
            "monnaie",
            "locale",
            "motdepasse",
            "motdepass",
            "mot",
            "passe",
            "secret",
            "azerty",
            "azertyuiop",
            "qsdfghjklm",
            "wxcvbn",
            "bonjour",
            "soleil",
            "doudou",
            "loulou",
            "chouchou",
            "marseille",
            "jetaime",
            "gap",
            "hautesalpes",
            "alpes",
            "briancon",
            "vaucluse",
            "avignon",
            "tresorier",
            "tresoriere",
            "comptoir",
            "association",
            "administrateur");

    private final Zxcvbn measure = new Zxcvbn();

    private final PasswordEncoder slow = new BCryptPasswordEncoder();

    private final Secrets secrets;

    Passphrases(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Why a passphrase is refused. */
    public enum Complaint {
        TOO_SHORT,
        TOO_LONG,
        /** It, or something very much like it, is among those that are tried first. */
        TOO_COMMON
    }

    /**
     * Looks at a passphrase before it is kept.
     *
     * @param about what others know of the person: name and e-mail
     */
    Optional<Complaint> complaint(String passphrase, String... about) {
        var text = normalised(passphrase);
        if (characters(text) < LEAST) {
            return Optional.of(Complaint.TOO_SHORT);
        }
        if (text.length() > MOST) {
            return Optional.of(Complaint.TOO_LONG);
        }
        var known = new ArrayList<>(LOCAL);
        for (var word : about) {
            known.addAll(List.of(word.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        }
        known.removeIf(it -> it.length() < 3);
        // Blanks between known words make them no harder to guess.
        boolean common = guesses(text, known) < LEAST_GUESSES
                || guesses(text.replaceAll("[^\\p{L}\\p{N}]+", ""), known) < LEAST_GUESSES;
        return common ? Optional.of(Complaint.TOO_COMMON) : Optional.empty();
    }

    private double guesses(String text, List<String> known) {
        return measure.measure(text.substring(0, Math.min(text.length(), MEASURED)), known)
                .getGuesses();
    }

    @Override
    public String encode(@Nullable CharSequence passphrase) {
        return String.valueOf(slow.encode(keyed(passphrase)));
    }

    @Override
    public boolean matches(@Nullable CharSequence passphrase, @Nullable String hash) {
        return passphrase != null && hash != null && slow.matches(keyed(passphrase), hash);
    }

    private String keyed(@Nullable CharSequence passphrase) {
        return secrets.hmacHex("passphrases", normalised(String.valueOf(passphrase)));
    }

    /** The same keys on another keyboard are the same passphrase. */
    private static String normalised(String passphrase) {
        return Normalizer.normalize(passphrase.strip(), Form.NFKC);
    }

    private static int characters(String text) {
        var between = BreakIterator.getCharacterInstance(Locale.ROOT);
        between.setText(text);
        int count = 0;
        while (between.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }
}
