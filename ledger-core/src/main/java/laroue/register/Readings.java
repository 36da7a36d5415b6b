package laroue.register;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was shown whose personal data, and when (rule 57). The members can be told. */
public final class Readings {

    private final JdbcClient db;

    public Readings(JdbcClient db) {
        this.db = db;
    }

    /**
     * Notes that a client was shown people.
     *
     * @param what was asked for, such as {@code members}; never what was typed
     * @param accounts of the people that were shown
     */
    public void enter(String client, String what, List<String> accounts) {
        db.sql("insert into register.reading (client, what, accounts) values (:client, :what, :accounts)")
                .param("client", client)
                .param("what", what)
                .param("accounts", accounts.toArray(String[]::new))
                .update();
    }
}
