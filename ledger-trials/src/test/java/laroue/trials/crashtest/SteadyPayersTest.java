package laroue.trials.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SteadyPayersTest {

    @Test
    @DisplayName(
            "payments were away for the longest time between two answers, in whatever order the answers are counted")
    void findsTheLongestGap() {
        assertThat(SteadyPayers.longestGap(List.of(9L, 1L, 2L, 7L, 3L))).isEqualTo(Duration.ofNanos(4));
        assertThat(SteadyPayers.longestGap(List.of(5L))).isZero();
    }
}
