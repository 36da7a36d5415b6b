package laroue.view.desk;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laroue.codec.NotesText;
import laroue.desk.Difference;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.OperationId;
import laroue.view.Row;
import laroue.view.Waiting;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What desks left for others to do; of one association, or of all where none is named. */
public final class DeskQueues {

    /** Without a word, or with one that a second person has yet to confirm (rule 29). */
    private static final String OPEN = """
             where (explained_at is null or (second_person_needed and confirmed_at is null))
               and (:association::text is null or difference.association = :association)
            """;

    private final JdbcClient db;

    public DeskQueues(JdbcClient db) {
        this.db = db;
    }

    /** Remittances that nobody has seen at the bank. */
    public Waiting remittances(@Nullable AssociationCode association) {
        return waiting("""
                        select count(*) as count, min(at) as oldest
                          from view.remittance
                         where banked_at is null
                           and (:association::text is null or association = :association)
                        """, association);
    }

    /** What cards paid, and nobody has seen at the bank. */
    public Waiting cardReceipts(@Nullable AssociationCode association) {
        return waiting("""
                        select count(*) as count, min(at) as oldest
                          from view.desk_operation
                         where card_reference is not null
                           and card_banked_at is null
                           and undone_by is null
                           and (:association::text is null or association = :association)
                        """, association);
    }

    /** Shipments of which something is still on the road. */
    public Waiting shipments(@Nullable AssociationCode association) {
        return waiting("""
                        select count(*) as count, min(at) as oldest
                          from view.shipment
                         where notes_left > 0
                           and (:association::text is null or association = :association)
                        """, association);
    }

    /** Differences without a word, or without the second person that they need. */
    public Waiting differences(@Nullable AssociationCode association) {
        return waiting("""
                        select count(*) as count, min(at) as oldest
                          from view.desk_difference difference
                        """ + OPEN, association);
    }

    /**
     * A difference that is not done with.
     *
     * @param id names it for ever
     * @param explainedAt null where nobody has said why; else a second person is needed
     */
    public record OpenDifference(
            String id,
            DeskId desk,
            OperationId session,
            LocalDate day,
            boolean closing,
            Difference difference,
            String countedBy,
            Instant at,
            @Nullable Instant explainedAt) {}

    /** Those that are not done with, the oldest first. */
    public List<OpenDifference> openDifferences(@Nullable AssociationCode association, int limit) {
        return openDifferences(association, null, null, limit);
    }

    /** One of a desk; empty if there is none, or it is done with. */
    public Optional<OpenDifference> openDifference(DeskId desk, String id) {
        return openDifferences(null, desk, id, 1).stream().findFirst();
    }

    private List<OpenDifference> openDifferences(
            @Nullable AssociationCode association, @Nullable DeskId desk, @Nullable String id, int limit) {
        return db.sql("""
                        select difference.*, desk_session.day
                          from view.desk_difference difference
                          join view.desk_session using (session)
                        """ + OPEN + """
                           and (:desk::text is null or difference.desk = :desk)
                           and (:difference::text is null or difference.difference = :difference)
                         order by difference.position, difference
                         limit :limit
                        """)
                .param("association", association == null ? null : association.code())
                .param("desk", desk == null ? null : desk.id())
                .param("difference", id)
                .param("limit", limit)
                .query((row, _) -> difference(new Row(row)))
                .list();
    }

    private static OpenDifference difference(Row row) throws SQLException {
        return new OpenDifference(
                row.text("difference"),
                new DeskId(row.text("desk")),
                row.operation("session"),
                row.day("day"),
                DeskView.Phase.valueOf(row.text("phase")) == DeskView.Phase.CLOSE,
                new Difference(
                        Difference.Pile.valueOf(row.text("pile")),
                        NotesText.read(row.text("missing")),
                        NotesText.read(row.text("found")),
                        new Euros(row.number("euro_cents"))),
                row.text("counted_by"),
                row.instant("at"),
                row.instantOrNull("explained_at"));
    }

    private Waiting waiting(String query, @Nullable AssociationCode association) {
        return Waiting.of(db.sql(query).param("association", association == null ? null : association.code()));
    }
}
