package laroue.admin.frame;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import laroue.api.http.Problem;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Says a refusal, or what is wrong with a field, to a person. The ledger says it in French; English has a sentence of its
 * own for each kind, and others with what is told besides: the first of {@link #FULLEST_FIRST} of which nothing is missing. What
 * is about programs is said in other words to people.
 */
@Component
public final class Wording {

    private static final List<String> FULLEST_FIRST =
            List.of(".told-of-account", ".told-of-roues", ".told-of-euros", ".told-in-euros", ".told");

    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    /** A refusal as its page says it. */
    public String of(Problem problem, Locale locale) {
        var key = "problem." + problem.type().code();
        var told = new Told(problem.members(), Formats.of(locale), it -> of("problem.limit." + it, it, locale));
        return FULLEST_FIRST.stream()
                .map(it -> messages.getMessage(key + it, null, null, locale))
                .flatMap(Stream::ofNullable)
                .flatMap(it -> told.in(it).stream())
                .findFirst()
                .orElseGet(() -> of(key, problem.detail(), locale));
    }

    /** A message by its key, with what stands in its gaps. */
    public String of(String key, Locale locale, Object... gaps) {
        return messages.getMessage(new DefaultMessageSourceResolvable(new String[] {key}, gaps, key), locale);
    }

    private String of(String key, String otherwise, Locale locale) {
        return messages.getMessage(new DefaultMessageSourceResolvable(new String[] {key}, otherwise), locale);
    }
}
