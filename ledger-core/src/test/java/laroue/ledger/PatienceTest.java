package laroue.ledger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration SHORT = Duration.ofMillis(150);

    @Test
    void whoWaitsTooLongIsToldAndWhoHasAnAnswerKeepsIt() throws Exception {
        try (var patience = new Patience(SHORT)) {
            patience.start();
            var stuck = new CompletableFuture<Result>();
            var answered = new CompletableFuture<Result>();
            patience.watch(stuck);
            patience.watch(answered);
            answered.complete(new Result.Reused());

            assertToldThatNobodyKnows(stuck);
            assertThat(answered.get()).isEqualTo(new Result.Reused());
        }
    }

    @Test
    void whoComesWhenItIsClosedIsToldAllTheSame() throws Exception {
        var patience = new Patience(SHORT);
        patience.start();
        var before = new CompletableFuture<Result>();
        patience.watch(before);
        patience.close();
        assertToldThatNobodyKnows(before);
        Thread.sleep(SHORT); // by now it looks no more
        var after = new CompletableFuture<Result>();
        patience.watch(after);

        assertToldThatNobodyKnows(after);
    }

    private static void assertToldThatNobodyKnows(CompletableFuture<Result> answer) {
        assertThatThrownBy(() -> answer.get(5, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OutcomeUnknownException.class);
    }
}
