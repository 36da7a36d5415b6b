package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest(name = "worked example 4: {0} of 333.33 is {1} and leaves {2}")
    @CsvSource({"0, 0, 33333", "0.02, 667, 32666", "0.025, 833, 32500", "0.05, 1667, 31666"})
    void feeOfWorkedExample4(String rate, long fee, long net) {
        var gross = new Roues(333_33);

        assertThat(rate(rate).of(gross)).isEqualTo(new Roues(fee));
        assertThat(gross.minus(rate(rate).of(gross))).isEqualTo(new Roues(net));
    }

    @ParameterizedTest(name = "rule 35: fee and net of every cent to 1 000.00 add up to the gross, at {0}")
    @CsvSource({"0, 0", "0.02, 20", "0.025, 25", "0.05, 50"})
    void feeAndNetAddUp(String rate, long perMille) {
        var asked = rate(rate);

        var wrong = LongStream.rangeClosed(1, 1_000_00).filter(cents -> {
            var gross = new Roues(cents);
            var fee = asked.of(gross);
            // Half up, written another way: the fee is the nearest cent, and of two as near the higher one.
            long twiceOff = 2 * (fee.cents() * 1000 - cents * perMille);
            boolean nearest = -1000 < twiceOff && twiceOff <= 1000;
            return !nearest || fee.isNegative() || !fee.plus(gross.minus(fee)).equals(gross);
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("rule 35: 0.10 at 5 % is 0.01 and 0.09: half a cent goes up, and the net is not rounded again")
    void halfACentGoesUp() {
        assertThat(rate("0.05").of(new Roues(10))).isEqualTo(new Roues(1));
        assertThat(rate("0.05").of(new Roues(9))).isEqualTo(Roues.ZERO);
        assertThat(rate("0.5").of(new Roues(1))).isEqualTo(new Roues(1));
        assertThat(rate("0.499999").of(new Roues(1))).isEqualTo(Roues.ZERO);
    }

    @Test
    void takesTheWholeOfTheGreatestAmountWithoutOverflow() {
        assertThat(rate("1").of(Roues.MOST_ASKED)).isEqualTo(Roues.MOST_ASKED);
        assertThat(rate("0").of(Roues.MOST_ASKED)).isEqualTo(Roues.ZERO);
        assertThat(rate("0.3").of(Roues.ZERO)).isEqualTo(Roues.ZERO);
    }

    @Test
    void hasNoShareOfWhatIsOwed() {
        assertThatIllegalArgumentException().isThrownBy(() -> rate("0.05").of(new Roues(-1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.5", "0.025", "0.000001", "0.999999", "0.1"})
    void isReadAsItIsWritten(String text) {
        assertThat(rate(text)).hasToString(text);
    }

    @Test
    void isReadWithZerosAtItsEnd() {
        assertThat(rate("0.0250")).isEqualTo(new Rate(25_000));
        assertThat(rate("1.000000")).isEqualTo(new Rate(1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "1.000001", "-0.1", "0.", ".5", "0,5", "0.0000001", "00.1", "1e-2", " 0.1", "5%", "٠"})
    void isNothingElse(String text) {
        assertThat(Rate.parse(text)).isEmpty();
    }

    @Test
    void isTypedInHundredths() {
        assertThat(Rate.ofPercent("2,5")).contains(new Rate(25_000));
        assertThat(Rate.ofPercent("2,5 %")).as("as pages print it").contains(new Rate(25_000));
        assertThat(Rate.ofPercent("0.0001")).contains(new Rate(1));
        assertThat(Rate.ofPercent("100")).contains(new Rate(1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2,5 % %", "%", "100,1", "-1", ",5", "2,", "1e1", "0,00001", "1000"})
    void isNotTypedOtherwise(String typed) {
        assertThat(Rate.ofPercent(typed)).isEmpty();
    }

    @Test
    void liesBetweenNothingAndTheWhole() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1_000_001));
        assertThat(new Rate(1_000_000)).hasToString("1");
    }

    private static Rate rate(String text) {
        return Rate.parse(text).orElseThrow();
    }
}
