package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.RefusalProblems;
import laroue.api.command.Sentence;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Refusal;
import laroue.value.Roues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WordingTest {

    private static final AccountNumber ACCOUNT = AccountNumber.of(new AssociationCode("05"), 1);

    private final Wording wording = new Wording(Languages.messageSource());

    WordingTest() throws IOException {}

    @Test
    @DisplayName("a page says a refusal in the words of the API, in the language of the page")
    void inTheWordsOfTheApi() {
        var problem = RefusalProblems.of(new Refusal.InsufficientBalance(ACCOUNT, new Roues(12_50), new Roues(20_00)));

        assertThat(wording.of(problem, Locale.FRANCE))
                .isEqualTo(problem.detail(Language.FRENCH))
                .contains("12,50");
        assertThat(wording.of(problem, Locale.UK))
                .isEqualTo(problem.detail(Language.ENGLISH))
                .contains("12.50");
    }

    @Test
    @DisplayName("what is about keys and requests, a page says about the form")
    void aboutTheForm() {
        assertThat(wording.of(Problem.of(ProblemType.BUSY), Locale.UK)).contains("send the same form again");
        var many = Problems.tooManyRequests(Duration.ofSeconds(90), Sentence.of("too-many-requests.attempts"));
        assertThat(wording.of(many.problem(), Locale.FRANCE))
                .isEqualTo("Il y a eu trop d’essais. Réessayez dans 90 s.");
    }
}
