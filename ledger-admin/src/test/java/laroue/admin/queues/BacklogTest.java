package laroue.admin.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import laroue.view.Waiting;
import org.junit.jupiter.api.Test;

/** A page shows what waited longest, and says how much is behind it. */
class BacklogTest {

    @Test
    void whatIsBehindTheOldestIsCounted() {
        var backlog = Backlog.of(most -> IntStream.range(0, most).boxed().toList(), new Waiting(1_204, Instant.EPOCH));

        assertThat(backlog.lines()).hasSize(500).startsWith(0, 1, 2);
        assertThat(backlog.more()).isEqualTo(704);
    }

    @Test
    void nothingIsBehindWhereAllIsShown() {
        var backlog = Backlog.of(most -> IntStream.range(0, 3).boxed().toList(), new Waiting(2, Instant.EPOCH));

        assertThat(backlog.more()).as("one came while it was counted").isZero();
    }
}
