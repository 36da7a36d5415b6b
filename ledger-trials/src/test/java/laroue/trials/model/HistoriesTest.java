package laroue.trials.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import laroue.audit.Verification;
import laroue.runtime.TestLedger;
import laroue.runtime.TestPostgres;
import laroue.trials.model.Ask.ShownCard;
import laroue.writer.Writer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HistoriesTest {

    private static final long SEED = 3;

    @Test
    @Tag("slow")
    @DisplayName("20,000 operations of 128 clients at once: every answer and every event is the model's")
    void answersAsTheModelDoes() {
        try (var ledger = TestLedger.on(TestPostgres.freshDatabase())) {
            var told = new ByteArrayOutputStream();
            var out = new PrintStream(told, true, UTF_8);

            new Histories(ledger.ledger(), ledger.bean(Writer.class), ledger.db(), out).run(20_000, SEED);

            assertThat(told.toString(UTF_8))
                    .contains("every answer and every event is equal", "accepted=", "answered again=", "previewed=")
                    .contains("InsufficientBalance", "RefundExceedsPayment", "WrongPin", "ItemRefused");
            assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
        }
    }

    @Test
    @DisplayName(
            "the model itself: a wrong PIN is counted though its batch does not happen, and nothing else is left of it")
    void undoesWhatDoesNotHappen() {
        var model = new Model(0);
        model.open("member", "05", false, false);
        model.open("shop", "05", true, true);
        var ids = new SplittableRandom(1);
        Supplier<UUID> id = () -> new UUID(ids.nextLong(), ids.nextLong());
        model.decide(Ask.issue(id.get(), "member", 10_00, "VIR-1"));
        var wrong = Ask.take(id.get(), "shop", 1_00, "T-2", new ShownCard("05-0001", "member", false));
        var batch = Ask.batch(
                Ask.Kind.BATCH_ALL, id.get(), List.of(Ask.pay(id.get(), "member", "shop", 1_00, "T-1"), wrong));
        model.events();

        assertThat(model.decide(batch)).isEqualTo(Said.no("ItemRefused 1 WrongPin"));
        assertThat(model.events()).containsExactly(Model.line("account.pin-refused", "member", wrong.id(), 1, 0));
        assertThat(model.decide(Ask.pay(id.get(), "member", "shop", 10_00, "T-1"))
                        .yes())
                .isTrue();
    }
}
