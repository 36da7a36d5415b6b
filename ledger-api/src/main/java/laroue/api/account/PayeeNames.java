package laroue.api.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.security.Caller;
import laroue.register.AccessLog;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.view.statement.Statements.Payee;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a payer is told of whom it is about to pay: enough to see that the number is the right one, and no list of members. A
 * business is called by its whole name; an individual by first name and initial, of so many people a day at most, each noted.
 */
@Component
final class PayeeNames {

    /** How many individuals a payer looks up on one day at most. */
    static final int MOST_A_DAY = 40;

    private static final String PAYEE = "payee";

    private static final Set<String> TITLES =
            Set.of("m", "mr", "mme", "mlle", "mmes", "mm", "dr", "me", "pr", "monsieur", "madame", "mademoiselle");

    private final AccessLog readings;
    private final InstantSource clock;

    /** Two requests of one payer are not counted at once. */
    private final Object[] turns = new Object[64];

    PayeeNames(AccessLog readings, InstantSource clock) {
        this.readings = readings;
        this.clock = clock;
        Arrays.setAll(turns, _ -> new Object());
    }

    /**
     * The name of a payee as this caller may see it; staff sees all of it.
     *
     * @throws laroue.api.command.ProblemException as {@code too-many-requests} if the payer has looked up too many people today
     */
    @Nullable
    String nameFor(Caller caller, Payee payee) {
        var payer = caller.account();
        if (payer == null
                || payee.kind() != HolderKind.INDIVIDUAL
                || payee.number().equals(payer.number())) {
            return payee.name();
        }
        synchronized (turns[Math.floorMod(payer.hashCode(), turns.length)]) {
            note(caller, payer, new AccountNumber(payee.number()));
        }
        var name = payee.name();
        return name == null ? null : shortened(name);
    }

    private void note(Caller caller, AccountNumber payer, AccountNumber payee) {
        var now = clock.instant();
        var today = BusinessDay.of(now);
        if (readings.shownTo(payer, PAYEE, BusinessDay.start(today), payee) >= MOST_A_DAY) {
            var pause = Duration.between(now, BusinessDay.start(today.plusDays(1)));
            throw Problems.tooManyRequests(pause, Sentence.of("too-many-requests.payees", Map.of("most", MOST_A_DAY)));
        }
        readings.enter(caller.client(), PAYEE, List.of(payee.number()));
    }

    /**
     * First name and initial, as in {@code Alix E.}; a family name in capitals may come first. A single word stays.
     *
     * @param name as it was entered
     */
    static String shortened(String name) {
        var words = Arrays.stream(name.strip().split("[\\p{Z}\\s]+"))
                .filter(Predicate.not(PayeeNames::isTitle))
                .toList();
        if (words.size() < 2) {
            return words.isEmpty() ? "" : words.getFirst();
        }
        boolean familyFirst = isCapitals(words.getFirst()) && !isCapitals(words.getLast());
        var first = familyFirst ? words.getLast() : words.getFirst();
        var family = familyFirst ? words.getFirst() : words.getLast();
        return first + " " + Character.toString(family.codePointAt(0)) + ".";
    }

    private static boolean isTitle(String word) {
        return TITLES.contains(word.replace(".", "").toLowerCase(Locale.ROOT));
    }

    private static boolean isCapitals(String word) {
        return word.length() > 1
                && word.equals(word.toUpperCase(Locale.ROOT))
                && !word.equals(word.toLowerCase(Locale.ROOT));
    }
}
