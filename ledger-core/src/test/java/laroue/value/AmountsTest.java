package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @Test
    @DisplayName("rule 1: amounts are whole cents, and one that does not fit throws instead of wrapping")
    void areExactOrThrow() {
        assertThat(new Roues(10_50).plus(new Roues(50))).isEqualTo(new Roues(11_00));
        assertThat(new Roues(10_50).minus(new Roues(11_00))).isEqualTo(new Roues(-50));
        assertThat(new Euros(10_50).plus(new Euros(50))).isEqualTo(new Euros(11_00));
        assertThat(new Euros(10_50).minus(new Euros(11_00))).isEqualTo(new Euros(-50));

        var most = Long.MAX_VALUE;
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Roues(most).plus(new Roues(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Roues(-most).minus(new Roues(2)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Euros(most).plus(new Euros(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Euros(-most).minus(new Euros(2)));
    }

    @Test
    @DisplayName("rule 2: one roue is one euro, both ways")
    void areAtPar() {
        assertThat(new Euros(333_33).atPar()).isEqualTo(new Roues(333_33));
        assertThat(new Roues(333_33).atPar()).isEqualTo(new Euros(333_33));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 999_999_999_98L, 999_999_999_99L})
    void mayBeAskedForFromOneCentToTheMost(long cents) {
        assertThat(new Roues(cents).asked()).isEqualTo(new Roues(cents));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_000_000_000_00L, Long.MAX_VALUE})
    void mayNotBeAskedForOtherwise(long cents) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Roues(cents).asked());
    }

    @Test
    void areComparedByTheirCents() {
        assertThat(new Roues(1)).isLessThan(new Roues(2)).isGreaterThan(new Roues(0));
        assertThat(new Euros(1)).isLessThan(new Euros(2)).isGreaterThan(new Euros(0));
        assertThat(new Roues(1).isLessThan(new Roues(1))).isFalse();
        assertThat(new Euros(1).isLessThan(new Euros(1))).isFalse();
        assertThat(new Euros(0).isLessThan(new Euros(1))).isTrue();
    }

    @Test
    void areNeitherPositiveNorNegativeAtZero() {
        assertThat(Roues.ZERO.isZero()).isTrue();
        assertThat(Roues.ZERO.isPositive()).isFalse();
        assertThat(Roues.ZERO.isNegative()).isFalse();
        assertThat(Euros.ZERO.isNegative()).isFalse();
        assertThat(new Euros(-1).isNegative()).isTrue();
        assertThat(new Roues(-1).isNegative()).isTrue();
        assertThat(new Roues(1).isPositive()).isTrue();
        assertThat(new Roues(1).isZero()).isFalse();
    }
}
