package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNumberTest {

    private static final AssociationCode GAP = new AssociationCode("05");

    @Test
    void carriesItsAssociationItsSerialAndACheckDigit() {
        var number = AccountNumber.of(GAP, 42);

        assertThat(number.number()).matches("05-000042-[0-9]");
        assertThat(number.association()).isEqualTo(GAP);
        assertThat(AccountNumber.parse(number.toString())).contains(number);
        assertThat(AccountNumber.of(new AssociationCode("13A"), 1).association().code())
                .isEqualTo("13A");
    }

    /** A number that people type is pinned: another check digit would lose every number that was ever printed. */
    @Test
    void keepsItsCheckDigitForEver() {
        assertThat(AccountNumber.of(GAP, 42)).hasToString("05-000042-0");
        assertThat(AccountNumber.of(new AssociationCode("84"), 999_999)).hasToString("84-999999-0");
        assertThat(AccountNumber.of(new AssociationCode("13A"), 7)).hasToString("13A-000007-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "84", "13A"})
    void noticesEverySingleWrongDigit(String code) {
        for (var number : someNumbers(code)) {
            for (int i = 0; i < number.length(); i++) {
                for (char wrong = '0'; wrong <= '9'; wrong++) {
                    if (isDigit(number.charAt(i)) && number.charAt(i) != wrong) {
                        var typed = number.substring(0, i) + wrong + number.substring(i + 1);
                        assertThat(AccountNumber.parse(typed)).as(typed).isEmpty();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "84", "13A"})
    void noticesEveryTwoNeighboursSwapped(String code) {
        for (var number : someNumbers(code)) {
            for (int i = 0; i < number.length() - 1; i++) {
                // The last digit of a part and the first of the next are neighbours too: nobody sees the hyphen.
                int next = number.charAt(i + 1) == '-' ? i + 2 : i + 1;
                if (isDigit(number.charAt(i))
                        && isDigit(number.charAt(next))
                        && number.charAt(i) != number.charAt(next)) {
                    var typed = new StringBuilder(number);
                    typed.setCharAt(i, number.charAt(next));
                    typed.setCharAt(next, number.charAt(i));
                    assertThat(AccountNumber.parse(typed.toString()))
                            .as(typed + "")
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "05",
                "05-42-6",
                "05-0000042-6",
                "05000042",
                "05-000042",
                "05-000042-",
                "-000042-6",
                "a5-000042-6",
                "0000005-000042-6",
                "05-00004２-6"
            })
    void isNothingElse(String typed) {
        assertThat(AccountNumber.parse(typed)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountNumber(typed));
    }

    @Test
    void numbersAtMostAMillionAccountsLessOne() {
        assertThat(AccountNumber.of(GAP, 999_999).number()).startsWith("05-999999-");
        assertThat(AccountNumber.of(GAP, 1).number()).startsWith("05-000001-");
        assertThatIllegalArgumentException().isThrownBy(() -> AccountNumber.of(GAP, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> AccountNumber.of(GAP, 1_000_000));
    }

    @Test
    void standsInTheOrderOfItsText() {
        assertThat(AccountNumber.of(GAP, 2)).isGreaterThan(AccountNumber.of(GAP, 1));
    }

    private static Iterable<String> someNumbers(String code) {
        var random = new Random(42);
        return random.ints(50, 1, 1_000_000)
                .mapToObj(it -> AccountNumber.of(new AssociationCode(code), it).number())
                .toList();
    }

    private static boolean isDigit(char it) {
        return it >= '0' && it <= '9';
    }
}
