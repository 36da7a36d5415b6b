package laroue.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import laroue.value.AccountNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom somebody looks for, by what was typed: a number, or words of a name. A number is looked up as a number and never as a
 * word, so that an account that is named after another's number does not answer for it.
 */
public final class PeopleIndex {

    /** More words than a name has. */
    private static final int MOST_WORDS = 8;

    /** Digits alone that are too few for a number may be a word: {@code 42}. */
    private static final int FEWEST_DIGITS = 5;

    private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\s\\p{Cf}\\p{Pd}\\u2212.]+");

    /** The code of an association, six digits, a check digit; written together. */
    private static final Pattern ACCOUNT = Pattern.compile("([0-9A-Z]{1,6})([0-9]{6})([0-9])");

    private static final Pattern CARD = Pattern.compile("[0-9A-Z]{1,6}[0-9]{4,9}");

    /** What begins with a code as associations have them, and goes on in digits. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}[A-Z]?[0-9]*");

    private static final Pattern PART_OF_NUMBER = Pattern.compile("[0-9A-Z]{1,6}[0-9]*");

    /** Behind everything that begins with a word. */
    private static final String BEHIND = Character.toString(Character.MAX_CODE_POINT);

    /** Accounts whose number begins so. */
    private static final String STARTING = """
            select account collate "C"
              from register.person
             where replace(account, '-', '') collate "C" >= :number
               and replace(account, '-', '') collate "C" < :numberEnd""";

    private final JdbcClient db;

    public PeopleIndex(JdbcClient db) {
        this.db = db;
    }

    /**
     * A condition on accounts.
     *
     * @param condition SQL
     * @param parameters of it
     */
    public record Sought(String condition, Map<String, Object> parameters) {}

    /**
     * Accounts by number, by number without dashes, by its beginning, by a card, or by the beginnings of words of the name.
     *
     * @param column SQL for the number of an account
     */
    public Sought sought(String typed, String column) {
        var compact = BETWEEN.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return account(compact)
                .or(() -> card(compact))
                .map(it -> new Sought(column + " = :sought", Map.of("sought", it)))
                .orElseGet(() -> isNumber(compact) ? starting(compact, column) : named(typed, compact, column));
    }

    private static boolean isNumber(String compact) {
        return NUMBER.matcher(compact).matches() && compact.length() >= FEWEST_DIGITS;
    }

    private static Optional<String> account(String compact) {
        var parts = ACCOUNT.matcher(compact);
        return parts.matches()
                ? AccountNumber.parse(parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3))
                        .map(AccountNumber::number)
                : Optional.empty();
    }

    private Optional<String> card(String compact) {
        return CARD.matcher(compact).matches()
                ? db.sql("select account from register.card where replace(card, '-', '') = :card")
                        .param("card", compact)
                        .query(String.class)
                        .optional()
                : Optional.empty();
    }

    private static Sought starting(String compact, String column) {
        return new Sought(
                "%s in (%s)".formatted(column, STARTING), Map.of("number", compact, "numberEnd", compact + BEHIND));
    }

    /** All words have to be there; a short number may be meant as a number too. */
    private Sought named(String typed, String compact, String column) {
        var words = words(typed);
        if (words.isEmpty()) {
            return new Sought("false", Map.of());
        }
        boolean alsoNumber =
                PART_OF_NUMBER.matcher(compact).matches() && compact.chars().anyMatch(Character::isDigit);
        var parameters = new HashMap<String, Object>();
        if (alsoNumber) {
            parameters.putAll(starting(compact, column).parameters());
        }
        var conditions = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            parameters.put("word" + i, words.get(i));
            parameters.put("wordEnd" + i, words.get(i) + BEHIND);
            var accounts = "select account from register.person_word where word >= :word%1$d and word < :wordEnd%1$d"
                    .formatted(i);
            conditions.add("%s in (%s)".formatted(column, alsoNumber ? accounts + " union " + STARTING : accounts));
        }
        return new Sought(String.join(" and ", conditions), parameters);
    }

    /** The longest first: they say most. */
    private List<String> words(String typed) {
        return db.sql("""
                        select word
                          from unnest(register.words_typed(:typed)) as word
                         order by length(word) desc, word
                         limit :most
                        """)
                .param("typed", typed)
                .param("most", MOST_WORDS)
                .query((row, _) -> row.getString("word"))
                .list();
    }
}
