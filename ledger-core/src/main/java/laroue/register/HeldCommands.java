package laroue.register;

import java.util.Optional;
import laroue.value.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands that wait for a second person, as they were asked for. They may hold words that no event may, until they are settled. */
public final class HeldCommands {

    /**
     * A command that waits.
     *
     * @param name of the command
     * @param parts as JSON
     */
    public record HeldCommand(String name, String parts) {}

    private final JdbcClient db;

    public HeldCommands(JdbcClient db) {
        this.db = db;
    }

    /** Keeps a command, before the ledger is asked whether it waits. */
    public void keep(OperationId waiting, HeldCommand command, String askedBy) {
        db.sql("""
                insert into register.held_command (waiting, command, parts, asked_by)
                values (:waiting, :command, :parts, :by)
                """)
                .param("waiting", waiting.uuid())
                .param("command", command.name())
                .param("parts", command.parts())
                .param("by", askedBy)
                .update();
    }

    /** What waits; empty where nothing does any more. */
    public Optional<HeldCommand> find(OperationId waiting) {
        return db.sql("select command, parts from register.held_command where waiting = :waiting and parts is not null")
                .param("waiting", waiting.uuid())
                .query((row, _) -> new HeldCommand(row.getString("command"), row.getString("parts")))
                .optional();
    }

    /** Forgets the words of what was settled. */
    public void settle(OperationId waiting) {
        db.sql("update register.held_command set parts = null where waiting = :waiting")
                .param("waiting", waiting.uuid())
                .update();
    }

    /** Forgets what does not wait after all. */
    public void forget(OperationId waiting) {
        db.sql("delete from register.held_command where waiting = :waiting")
                .param("waiting", waiting.uuid())
                .update();
    }
}
