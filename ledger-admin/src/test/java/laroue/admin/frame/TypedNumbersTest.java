package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.LongStream;
import laroue.admin.frame.TypedNumbers.Nothing;
import laroue.admin.frame.TypedNumbers.Refused;
import laroue.admin.frame.TypedNumbers.WholeNumber;
import laroue.value.Rate;
import laroue.value.Roues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumbersTest {

    private final TypedNumbers french = new TypedNumbers(false);
    private final TypedNumbers english = new TypedNumbers(true);

    @Test
    @DisplayName("Amounts, counts and rates that a page prints can be typed back, in both languages")
    void readsWhatPagesPrint() {
        for (var locale : new Locale[] {Locale.FRANCE, Locale.UK}) {
            var formats = Formats.of(locale);
            var numbers = locale.equals(Locale.UK) ? english : french;
            LongStream.of(
                            0,
                            1,
                            10,
                            99,
                            100,
                            12_50,
                            999_99,
                            1_000_00,
                            1_250_00,
                            12_345_67,
                            1_000_000_00L,
                            999_999_999_99L)
                    .forEach(cents -> {
                        assertThat(numbers.amount(formats.decimal(cents))).isEqualTo(new WholeNumber(cents));
                        assertThat(numbers.amount(formats.roues(cents))).isEqualTo(new WholeNumber(cents));
                        assertThat(numbers.amount(formats.euros(cents))).isEqualTo(new WholeNumber(cents));
                        assertThat(numbers.amount(formats.typed(new Roues(cents))))
                                .isEqualTo(new WholeNumber(cents));
                    });
            LongStream.of(0, 7, 999, 1_000, 999_999)
                    .forEach(count ->
                            assertThat(numbers.count(formats.number(count))).isEqualTo(new WholeNumber(count)));
            for (int parts = 0; parts <= 1_000_000; parts += 1_250) {
                var rate = new Rate(parts);
                assertThat(Rate.ofPercent(formats.rate(rate))).contains(rate);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1250, 125000",
                "\"1 250\", 125000",
                "\"1\u00a0250,00\", 125000",
                "\"1\u202f250,5\", 125050",
                "\"12,50\", 1250",
                "12.5, 1250",
                "\"1 234 567,89\", 123456789",
                "\" 20 \", 2000",
                "\"12,50 €\", 1250",
                "\"12 euros\", 1200",
                "\"\u200b12,50\", 1250",
                "0012, 1200"
            })
    @DisplayName("Blanks of any kind stand between groups of three digits")
    void readsAmounts(String typed, long cents) {
        assertThat(french.amount(typed)).isEqualTo(new WholeNumber(cents));
        assertThat(english.amount(typed)).isEqualTo(new WholeNumber(cents));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"12 50\", form.groups",
                "\"1 25\", form.groups",
                "\"1 2500\", form.groups",
                "\"1250 000\", form.groups",
                "\"12\u00a050\", form.groups",
                "\"0 250\", form.groups",
                "\"1  250\", form.groups",
                "\"1,250\", form.amount.doubtful",
                "1.250, form.amount.doubtful",
                "\"1.250,00\", form.amount.doubtful",
                "\"1.250.000\", form.amount.doubtful",
                "\"12,3456\", form.amount.decimals",
                "\"1250,\", form.amount",
                "\",50\", form.amount",
                "-12, form.amount.signed",
                "+12, form.amount.signed",
                "\"12,5 0\", form.amount",
                "12€50, form.amount",
                "1e3, form.amount",
                "0x10, form.amount",
                "\"１２\", form.amount",
                "1'250, form.amount",
                "1250000000, form.amount.large",
                "€, form.amount",
                "\"12, 50\", form.amount",
                "1\u200b2, form.amount"
            })
    @DisplayName("An amount that can be read in two ways, or in none, is refused with its reason")
    void refusesDoubtfulAmounts(String typed, String message) {
        assertThat(french.amount(typed)).isEqualTo(new Refused(message));
    }

    @Test
    @DisplayName("An English page takes its own commas where cents follow, and no others")
    void readsEnglishGroups() {
        assertThat(english.amount("1,250.00")).isEqualTo(new WholeNumber(1_250_00));
        assertThat(english.amount("1,250")).isEqualTo(new Refused("form.amount.doubtful"));
        assertThat(english.amount("12,50.00")).isEqualTo(new Refused("form.amount"));
        assertThat(french.amount("1,250.00")).isEqualTo(new Refused("form.amount.doubtful"));
        assertThat(french.count("1,250")).isEqualTo(new Refused("form.count"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u202f\t"})
    @DisplayName("Blanks alone are nothing")
    void readsNothing(String typed) {
        assertThat(french.amount(typed)).isEqualTo(new Nothing());
        assertThat(french.count(typed)).isEqualTo(new Nothing());
    }

    @Test
    @DisplayName("A count of notes has no doubtful blanks, no decimals, and six digits at most")
    void refusesDoubtfulCounts() {
        assertThat(french.count("1 2")).isEqualTo(new Refused("form.groups"));
        assertThat(french.count("12,0")).isEqualTo(new Refused("form.count"));
        assertThat(french.count("1234567")).isEqualTo(new Refused("form.count"));
        assertThat(french.count("-1")).isEqualTo(new Refused("form.count"));
    }
}
