package laroue.admin.frame;

import java.util.Locale;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Says a refusal to a person, in the words of the API or in those for people at a form; and whatever else pages say. */
@Component
public final class Wording {

    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    /** A refusal as its page says it. */
    public String of(Problem problem, Locale locale) {
        return problem.onPage(Language.of(locale));
    }

    /** A message by its key, with what stands in its gaps. */
    public String of(String key, Locale locale, Object... gaps) {
        return messages.getMessage(new DefaultMessageSourceResolvable(new String[] {key}, gaps, key), locale);
    }
}
