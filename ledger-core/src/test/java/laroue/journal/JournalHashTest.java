package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is hashed is laid out for ever as it is here: a changed layout is a changed history. */
class JournalHashTest {

    private static final Instant AT = Instant.parse("2026-03-14T11:00:00.123456Z");
    private static final Instant BEFORE_1970 = Instant.parse("1969-12-31T23:59:59.999999Z");
    private static final UUID LOW = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    private static final UUID HIGH = UUID.fromString("f195a000-0000-7000-8000-000000000001");

    private final JournalHash hash = new JournalHash();

    /** The layout, written a second time with nothing of ours. */
    private static final class Layout {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Layout kind(int kind) throws IOException {
            out.writeByte(kind);
            return this;
        }

        Layout number(long number) throws IOException {
            out.writeLong(number);
            return this;
        }

        Layout small(int number) throws IOException {
            out.writeShort(number);
            return this;
        }

        Layout id(UUID id) throws IOException {
            return number(id.getMostSignificantBits()).number(id.getLeastSignificantBits());
        }

        Layout hash(byte[] hash) throws IOException {
            out.write(hash);
            return this;
        }

        Layout text(@Nullable String text) throws IOException {
            var encoded = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text == null ? -1 : encoded.length);
            out.write(encoded);
            return this;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        byte[] sha256() {
            return JournalHash.sha256().digest(bytes());
        }
    }

    @Test
    @DisplayName("the leaf of an event is the hash of its columns, texts in UTF-8 after their length")
    void sealsAnEvent() throws IOException {
        for (var payload : new String[] {"{}", "{\"with\": \"é ‖ 💶\"}", "{\"long\":\"" + "x".repeat(5_000) + "é\"}"}) {
            var columns = event(payload).bytes();

            assertThat(hash.leaf(columns, 1, columns.length - 1))
                    .isEqualTo(event(payload).sha256());
        }
    }

    @Test
    @DisplayName("a row as PostgreSQL takes and gives it becomes the layout in its place")
    void laysOutARow() throws IOException {
        for (var payload : new String[] {"{\"amount\":1}", "{\"with\": \"é ‖ 💶\"}"}) {
            assertThat(Leaf.of(hash, 7, 0, AT, BEFORE_1970, HIGH, "840001", "account.opened.1", "à", "05,84", payload))
                    .isEqualTo(event(payload).sha256());
        }
    }

    @Test
    @DisplayName("what stands beside a batch is one hash over its answers and then what it took, each ordered by id")
    void sealsWhatStandsBeside() throws IOException {
        var expected = new Layout();
        expected.kind(2)
                .id(LOW)
                .id(HIGH)
                .number(3)
                .number(-1)
                .small(422)
                .small(0)
                .text("{\"à\":1}");
        expected.kind(2)
                .id(HIGH)
                .id(LOW)
                .number(3)
                .number(9)
                .small(201)
                .small(1)
                .text(null);
        expected.kind(3).id(LOW).number(9);
        expected.kind(3).id(HIGH).number(8);

        hash.outcome(LOW, HIGH, 3, null, (short) 422, (short) 0, "{\"à\":1}");
        Leaf.of(hash, 7, 0, AT, AT, HIGH, "between", "", "", "", ""); // asked in between, it does not disturb
        hash.outcome(HIGH, LOW, 3, 9L, (short) 201, (short) 1, null);
        hash.taken(LOW, 9);
        hash.taken(HIGH, 8);

        assertThat(hash.beside()).isEqualTo(expected.sha256());
        assertThat(hash.beside()).as("the next batch wrote nothing").isEqualTo(new Layout().sha256());
    }

    @Test
    @DisplayName("ids are ordered without sign, as PostgreSQL orders them; rows in another order are refused")
    void ordersIdsAsTheDatabaseDoes() {
        assertThat(JournalHash.BY_ID.compare(LOW, HIGH)).isNegative();
        assertThat(JournalHash.BY_ID.compare(new UUID(1, -1), new UUID(1, 1))).isPositive();

        hash.taken(HIGH, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> hash.taken(LOW, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> hash.taken(HIGH, 2));
        assertThatIllegalArgumentException()
                .as("answers come before what was taken")
                .isThrownBy(() -> hash.outcome(HIGH, LOW, 1, null, (short) 200, (short) 0, ""));
    }

    @Test
    @DisplayName("a checkpoint is chained to the one before it")
    void sealsABatch() throws IOException {
        var previous = new byte[32];
        var root = new Layout().kind(1).sha256();
        var beside = new Layout().kind(2).sha256();

        assertThat(hash.chain(previous, 1, 2, 3, AT, root, beside))
                .isEqualTo(new Layout()
                        .kind(5)
                        .hash(previous)
                        .number(1)
                        .number(2)
                        .number(3)
                        .number(1_773_486_000_123_456L)
                        .hash(root)
                        .hash(beside)
                        .sha256());
    }

    private static Layout event(String payload) throws IOException {
        return new Layout()
                .kind(0)
                .number(7)
                .number(0)
                .number(1_773_486_000_123_456L)
                .number(-1)
                .id(HIGH)
                .text("840001")
                .text("account.opened.1")
                .text("à")
                .text("05,84")
                .text(payload);
    }
}
