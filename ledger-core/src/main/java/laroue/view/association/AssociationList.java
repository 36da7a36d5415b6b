package laroue.view.association;

import java.util.List;
import laroue.value.AssociationCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which associations there are. */
public final class AssociationList {

    private final JdbcClient db;

    public AssociationList(JdbcClient db) {
        this.db = db;
    }

    /** Their codes, in order. */
    public List<AssociationCode> codes() {
        return db.sql("select association from view.association order by association")
                .query((row, _) -> new AssociationCode(row.getString("association")))
                .list();
    }
}
