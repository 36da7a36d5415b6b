package laroue.admin.frame;

import java.util.Locale;
import laroue.api.http.Problem;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Says a refusal, or what is wrong with a field, to a person. The ledger says it in French, with its
 * amounts; in English its kind is said. What is about programs is said in other words to people. */
@Component
public final class Wording {

    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    String of(Problem problem, Locale locale) {
        return of("problem." + problem.type().code(), problem.detail(), locale);
    }

    /** A message by its key, with what stands in its gaps. */
    public String of(String key, Locale locale, Object... gaps) {
        return messages.getMessage(new DefaultMessageSourceResolvable(new String[] {key}, gaps, key), locale);
    }

    private String of(String key, String otherwise, Locale locale) {
        return messages.getMessage(new DefaultMessageSourceResolvable(new String[] {key}, otherwise), locale);
    }
}
