package laroue.register;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was made to wait because secrets, codes or PINs were guessed; kept for a month, for the alerts of the pages. */
public final class AbuseLog {

    /** For how long after the last pause the pages tell of it. */
    public static final Duration ALERT_LASTS = Duration.ofDays(1);

    private static final Duration KEPT = Duration.ofDays(30);

    /** Addresses can be had by the thousand; the newest tell enough. */
    private static final int MOST_ROWS = 1_000;

    private final JdbcClient db;

    public AbuseLog(JdbcClient db) {
        this.db = db;
    }

    /**
     * What one client or address did.
     *
     * @param kind {@code secret}, {@code code}, {@code link} or {@code pin}
     * @param subject the id of a client, or an address
     * @param association whom it concerns; null for all
     * @param firstAt the first pause of this row
     * @param pauses how often it was made to wait since
     */
    public record Abuse(
            String kind,
            String subject,
            @Nullable AssociationCode association,
            Instant firstAt,
            Instant lastAt,
            int pauses) {}

    /** Notes that somebody is made to wait; counting begins anew where no alert tells of the last time any more. */
    public void enter(String kind, String subject, @Nullable AssociationCode association, Instant at) {
        db.sql("""
                        insert into register.abuse as known (kind, subject, association, first_at, last_at, pauses)
                        values (:kind, :subject, :association, :at, :at, 1)
                            on conflict (kind, subject) do update
                           set association = excluded.association,
                               first_at = case when known.last_at < :anew then excluded.first_at else known.first_at end,
                               pauses   = case when known.last_at < :anew then 1 else known.pauses + 1 end,
                               last_at  = greatest(known.last_at, excluded.last_at)
                        """)
                .param("kind", kind)
                .param("subject", subject)
                .param("association", association == null ? null : association.code())
                .param("at", timestamp(at))
                .param("anew", timestamp(at.minus(ALERT_LASTS)))
                .update();
        db.sql("""
                        delete from register.abuse
                         where last_at < :kept
                            or (kind, subject) in (select kind, subject
                                                     from register.abuse
                                                    order by last_at desc
                                                   offset :most)
                        """)
                .param("kept", timestamp(at.minus(KEPT)))
                .param("most", MOST_ROWS)
                .update();
    }

    /**
     * What happened since an instant, newest first.
     *
     * @param association whose clients, besides what concerns all; null for everybody's
     */
    public List<Abuse> since(Instant since, @Nullable AssociationCode association) {
        return db.sql("""
                        select kind, subject, association, first_at, last_at, pauses
                          from register.abuse
                         where last_at >= :since
                           and (cast(:association as text) is null or association is null or association = :association)
                         order by last_at desc, kind, subject
                         limit 100
                        """)
                .param("since", timestamp(since))
                .param("association", association == null ? null : association.code())
                .query((row, _) -> {
                    var of = row.getString("association");
                    return new Abuse(
                            row.getString("kind"),
                            row.getString("subject"),
                            of == null ? null : new AssociationCode(of),
                            row.getObject("first_at", OffsetDateTime.class).toInstant(),
                            row.getObject("last_at", OffsetDateTime.class).toInstant(),
                            row.getInt("pauses"));
                })
                .list();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
