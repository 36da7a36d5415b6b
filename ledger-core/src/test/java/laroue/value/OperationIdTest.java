package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationIdTest {

    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

    @Test
    void isAUuidOfVersion7() {
        for (int i = 0; i < 1000; i++) {
            var uuid = OperationId.fresh(NOON).uuid();

            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOON);
        }
    }

    @Test
    void growsWithTimeAlsoAsItsText() {
        for (int i = 0; i < 100; i++) {
            assertThat(OperationId.fresh(NOON + 1).toString())
                    .isGreaterThan(OperationId.fresh(NOON).toString());
        }
    }

    @Test
    void isNeverTheSameTwice() {
        var seen = new HashSet<OperationId>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(OperationId.fresh(NOON))).isTrue();
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(OperationId.of(NOON, new Random(1))).isEqualTo(OperationId.of(NOON, new Random(1)));
    }

    @Test
    void isReadAsItIsWritten() {
        var id = OperationId.fresh(NOON);

        assertThat(OperationId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2-3-4-5", "019C-x", "019CAE7A-0000-7000-8000-000000000000", "null"})
    void isNothingElse(String text) {
        assertThat(OperationId.parse(text)).isEmpty();
    }
}
