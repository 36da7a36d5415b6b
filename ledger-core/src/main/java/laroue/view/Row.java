package laroue.view;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;

/** A row of an answer, read by the names of its columns. */
public record Row(ResultSet row) {

    public String text(String column) throws SQLException {
        return row.getString(column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return row.getString(column);
    }

    public long number(String column) throws SQLException {
        return row.getLong(column);
    }

    public @Nullable Long numberOrNull(String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    public byte[] bytes(String column) throws SQLException {
        return row.getBytes(column);
    }

    /** The numbers of a {@code bigint[]} or an {@code integer[]}, none of them null. */
    public long[] numbers(String column) throws SQLException {
        return Arrays.stream((Number[]) row.getArray(column).getArray())
                .mapToLong(Number::longValue)
                .toArray();
    }

    /** A number of any size. */
    public BigDecimal decimal(String column) throws SQLException {
        return row.getBigDecimal(column);
    }

    public Instant instant(String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    public LocalDate day(String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    public @Nullable LocalDate dayOrNull(String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    public OperationId operation(String column) throws SQLException {
        return new OperationId(row.getObject(column, UUID.class));
    }

    public @Nullable OperationId operationOrNull(String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new OperationId(id);
    }
}
