package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import laroue.api.http.Problem;
import laroue.api.http.ProblemType;
import laroue.api.http.RefusalProblems;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.Note;
import laroue.value.Notes;
import laroue.value.Refusal;
import laroue.value.Roues;
import laroue.value.Series;
import org.junit.jupiter.api.Test;

/** A refusal tells its amounts in both languages. */
class WordingTest {

    private static final AssociationCode GAP = new AssociationCode("05");
    private static final AccountNumber ACCOUNT = AccountNumber.of(GAP, 1);

    private final Wording wording = new Wording(Languages.messageSource());

    WordingTest() throws IOException {}

    @Test
    void englishTellsTheAmountsThatTheLedgerTellsInFrench() {
        assertThat(english(new Refusal.InsufficientBalance(ACCOUNT, new Roues(12_50), new Roues(20_00))))
                .isEqualTo("There are 12.50 roues on the account; 20.00 roues are asked for.");
        assertThat(english(new Refusal.LimitExceeded("cap", new Roues(1_204_00))))
                .isEqualTo("The most that may be reconverted in the period: 1,204.00 roues.");
        assertThat(english(new Refusal.GuaranteeShort(new Euros(5_00), new Euros(7_00))))
                .contains("€5.00", "€7.00");
        assertThat(english(new Refusal.NotAMember(ACCOUNT, LocalDate.of(2026, 3, 31))))
                .contains("31 Mar 2026");
        assertThat(english(new Refusal.AccountNotEmpty(new Roues(3_00), 2)))
                .isEqualTo("There are 3.00 roues left, and 2 reconversions waiting.");
        var tens = new Notes(new TreeMap<>(Map.of(new Note(new Series(GAP, "2026"), 10), 3)));
        assertThat(english(new Refusal.NotEnoughNotes(tens))).isEqualTo("There are not enough notes of 10 (05/2026).");
    }

    @Test
    void whatAReferenceWasUsedForIsToldAsFarAsItIsKnown() {
        var members = new HashMap<String, Object>(Map.of("reference", "VIR-7", "first", "an-operation"));
        assertThat(english(members)).isEqualTo("“VIR-7” was used before, in operation an-operation.");
        members.put("firstDay", "2026-03-12");
        members.put("firstAmountEuroCents", 40_00);
        assertThat(english(members)).contains("on 12 Mar 2026, for €40.00,");
        members.remove("firstAmountEuroCents");
        members.put("firstAmountCents", 12_50);
        members.put("firstAccount", ACCOUNT.number());
        assertThat(english(members)).contains("for 12.50 roues, for account " + ACCOUNT);
    }

    private String english(Map<String, Object> members) {
        var problem = Problem.of(ProblemType.DUPLICATE_REFERENCE, "", members);
        return wording.of(problem, Locale.UK).replace('\u00a0', ' ');
    }

    @Test
    void whatTellsNoAmountIsSaidByItsKind() {
        assertThat(english(new Refusal.NotAMember(ACCOUNT, null))).isEqualTo("The membership is not up to date.");
        assertThat(english(new Refusal.WrongPin())).isEqualTo("The card is unknown or the code is wrong.");
    }

    @Test
    void frenchIsInTheWordsOfTheLedger() {
        var problem = RefusalProblems.of(new Refusal.InsufficientBalance(ACCOUNT, new Roues(12_50), new Roues(20_00)));

        assertThat(wording.of(problem, Locale.FRANCE))
                .isEqualTo(problem.detail())
                .contains("12,50");
    }

    private String english(Refusal refusal) {
        Problem problem = RefusalProblems.of(refusal);
        return wording.of(problem, Locale.UK).replace('\u00a0', ' ');
    }
}
