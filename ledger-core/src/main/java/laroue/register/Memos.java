package laroue.register;

import java.util.Optional;
import laroue.value.AccountNumber;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Free words about an operation, such as a memo or a reason. They may name people, so no event holds them. */
public final class Memos {

    private final JdbcClient db;

    public Memos(JdbcClient db) {
        this.db = db;
    }

    /**
     * Enters what was said about an operation, before it happens.
     *
     * @param account whose holder may have the words erased; null if they are about nobody
     */
    public void enter(OperationId operation, @Nullable AccountNumber account, String words) {
        db.sql("insert into register.words (operation, account, words) values (:operation, :account, :words)")
                .param("operation", operation.uuid())
                .param("account", account == null ? null : account.number())
                .param("words", words)
                .update();
    }

    public Optional<String> find(OperationId operation) {
        return db.sql("select words from register.words where operation = :operation")
                .param("operation", operation.uuid())
                .query(String.class)
                .optional();
    }
}
