package laroue.register;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the register true to the ledger: rows whose event never came are removed, and new names
 * take their place on their day, and who was erased stays erased.
 *
 * <p>A row is written before its event, so a crash or a refusal in between leaves an orphan; an erased holder's row is
 * emptied after the event, so a crash in between leaves a name.
 */
public final class Sweeper {

    private final JdbcClient db;

    public Sweeper(JdbcClient db) {
        this.db = db;
    }

    /** Sweeps what is older than ten minutes: no command waits that long. Safe to run at any time, on any node. */
    public void sweep() {
        removeOrphans("person");
        removeOrphans("words");
        removeOrphans("renaming");
        removeOrphans("card");
        removeOrphans("desk");
        new People(db).applyRenamings();
        finishErasures();
    }

    private void removeOrphans(String table) {
        db.sql("""
                delete from register.%1$s
                 where created_at < now() - interval '10 minutes'
                   and not exists (select 1 from journal.event where event.operation = %1$s.operation)
                """.formatted(table)).update();
    }

    private void finishErasures() {
        var people = new People(db);
        people.halfErased().forEach(people::erase);
    }
}
