package laroue.writer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import laroue.ledger.OutcomeUnknownException;
import org.junit.jupiter.api.Test;

class ReplyTimeoutsTest {

    private static final Duration SHORT = Duration.ofMillis(150);

    @Test
    void whoWaitsTooLongIsToldAndWhoHasAnAnswerKeepsIt() throws Exception {
        try (var timeouts = new ReplyTimeouts(SHORT)) {
            timeouts.start();
            var stuck = new CompletableFuture<CommandResult>();
            var answered = new CompletableFuture<CommandResult>();
            timeouts.watch(stuck);
            timeouts.watch(answered);
            answered.complete(new CommandResult.Reused());

            assertToldThatNobodyKnows(stuck);
            assertThat(answered.get()).isEqualTo(new CommandResult.Reused());
        }
    }

    @Test
    void whoComesWhenItIsClosedIsToldAllTheSame() throws Exception {
        var timeouts = new ReplyTimeouts(SHORT);
        timeouts.start();
        var before = new CompletableFuture<CommandResult>();
        timeouts.watch(before);
        timeouts.close();
        assertToldThatNobodyKnows(before);
        Thread.sleep(SHORT); // by now it looks no more
        var after = new CompletableFuture<CommandResult>();
        timeouts.watch(after);

        assertToldThatNobodyKnows(after);
    }

    private static void assertToldThatNobodyKnows(CompletableFuture<CommandResult> answer) {
        assertThatThrownBy(() -> answer.get(5, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OutcomeUnknownException.class);
    }
}
