package laroue.register;

import java.util.Optional;
import laroue.value.AccountNumber;
import laroue.value.CardNumber;
import laroue.value.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which account a card belongs to, and the keyed hash of its PIN. Whether it works is the account's to say. */
public final class Cards {

    /**
     * One card, old ones too.
     *
     * @param pinHash keyed: without the node's secret it tells nothing
     */
    public record Entry(CardNumber card, AccountNumber account, String pinHash) {}

    private final JdbcClient db;

    public Cards(JdbcClient db) {
        this.db = db;
    }

    /** Enters a card, before it is issued. */
    public void enter(CardNumber card, OperationId operation, AccountNumber account, String pinHash) {
        db.sql("""
                insert into register.card (card, operation, account, pin_hash)
                values (:card, :operation, :account, :pinHash)
                """)
                .param("card", card.number())
                .param("operation", operation.uuid())
                .param("account", account.number())
                .param("pinHash", pinHash)
                .update();
    }

    public Optional<Entry> find(CardNumber card) {
        return db.sql("select account, pin_hash from register.card where card = :card")
                .param("card", card.number())
                .query((row, _) ->
                        new Entry(card, new AccountNumber(row.getString("account")), row.getString("pin_hash")))
                .optional();
    }
}
