package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import laroue.runtime.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is put down in binary is what PostgreSQL reads. */
class BinaryRowsTest {

    private static final TestPostgres.Database DATABASE = TestPostgres.freshDatabase();

    private static final String COLUMNS = "every (i8, i4, i2, flag, instant, day, id, words, doc, raw, many)";

    private final BinaryRows rows = new BinaryRows();
    private Connection connection;
    private JdbcClient db;

    BinaryRowsTest() throws SQLException {
        connection = DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
        db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @BeforeEach
    void aTableWithAColumnOfEachType() {
        db.sql("""
                create temporary table every (
                    i8 bigint, i4 integer, i2 smallint, flag boolean, instant timestamptz, day date, id uuid,
                    words text, doc json, raw bytea, many bigint[])
                """).update();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("a value of each type is read back as it was put down")
    void everyType() throws SQLException {
        var id = UUID.fromString("019cae7a-1c80-7000-8000-00000000000f");
        rows.row(11)
                .int8(Long.MIN_VALUE)
                .int4(-7)
                .int2(Short.MAX_VALUE)
                .bool(true)
                .timestamp(Instant.parse("1999-12-31T23:59:59.999999999Z"))
                .date(LocalDate.of(2024, 2, 29))
                .uuid(id)
                .text("plain, and \"quoted\"\n")
                .text("{\"amount\":12,  \"reference\":\"café 7\"}")
                .bytes(new byte[] {0, -1, 127})
                .int8s(new long[] {Long.MIN_VALUE, 0, 1L << 32});

        assertThat(rows.copyTo(connection, COLUMNS)).isEqualTo(1);

        assertThat(lines())
                .containsExactly(
                        "(-9223372036854775808,-7,32767,t,\"1999-12-31 23:59:59.999999+00\",2024-02-29,"
                                + id
                                + ",\"plain, and \"\"quoted\"\"\n\","
                                + "\"{\"\"amount\"\":12,  \"\"reference\"\":\"\"café 7\"\"}\",\"\\\\x00ff7f\",\"{-9223372036854775808,0,4294967296}\")");
    }

    @Test
    @DisplayName("nothing is null in every type, and an empty text is not nothing")
    void nulls() throws SQLException {
        rows.row(11)
                .int8(null)
                .none()
                .none()
                .none()
                .timestamp(null)
                .date(null)
                .uuid(null)
                .text(null)
                .text(null)
                .bytes(null)
                .none();
        rows.row(11)
                .none()
                .none()
                .none()
                .bool(false)
                .timestamp(0)
                .date(LocalDate.EPOCH)
                .none()
                .text("")
                .none()
                .bytes(new byte[0])
                .int8s(new long[0]);

        rows.copyTo(connection, COLUMNS);

        assertThat(lines())
                .containsExactly("(,,,,,,,,,,)", "(,,,f,\"1970-01-01 00:00:00+00\",1970-01-01,,\"\",,\"\\\\x\",{})");
    }

    @Test
    @DisplayName("more rows than the buffer had room for, and the buffer again for the next ones")
    void growsAndIsUsedAgain() throws SQLException {
        for (int copies = 1; copies <= 2; copies++) {
            for (int n = 0; n < 20_000; n++) {
                rows.row(2).int8(n).text((n % 2 == 0 ? "even " : "Ungerade Ä ").repeat(5) + "𝄞".repeat(n % 3));
            }
            assertThat(rows.count()).isEqualTo(20_000);
            assertThat(rows.copyTo(connection, "every (i8, words)")).isEqualTo(20_000);
        }
        assertThat(rows.copyTo(connection, "every (i8, words)")).isZero();

        assertThat(db.sql("""
                        select count(*) from every
                         where words = repeat(case when i8 % 2 = 0 then 'even ' else 'Ungerade Ä ' end, 5)
                                       || repeat('𝄞', (i8 % 3)::int)
                        """).query(Long.class).single()).isEqualTo(40_000);
    }

    @Test
    @DisplayName("a row with too few or too many values, or a text that is none, does not go out")
    void refusesWhatIsNoRow() {
        assertThatThrownBy(() -> new BinaryRows().row(1).int8(1).int8(2)).hasMessageContaining("more values");
        assertThatThrownBy(() -> new BinaryRows().row(2).int8(1).row(2)).hasMessageContaining("1 values too few");
        rows.row(2).int8(1);
        assertThatThrownBy(() -> rows.copyTo(connection, "every (i8, i4)")).hasMessageContaining("1 values too few");
        assertThatThrownBy(() -> new BinaryRows().row(1).text("\ud834")).hasMessageContaining("half a character");
        assertThatThrownBy(() -> new BinaryRows().row(1).int2(40_000)).hasMessageContaining("40000");
    }

    @Test
    @DisplayName("when PostgreSQL refuses the rows, the connection can be used again and nothing is there")
    void isRefusedWhole() throws SQLException {
        rows.row(1).text("an id");
        assertThatThrownBy(() -> rows.copyTo(connection, "every (id)")).isInstanceOf(SQLException.class);

        rows.row(1).int8(5);
        assertThat(rows.copyTo(connection, "every (i8)")).isEqualTo(1);
        assertThat(lines()).hasSize(1);
    }

    private List<String> lines() {
        db.sql("set time zone 'UTC'").update();
        return db.sql("select every::text from every")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
