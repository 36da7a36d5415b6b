package laroue.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers that were given under idempotency keys, for ever (rule 6). */
public final class IdempotencyRecords {

    private final JdbcClient db;

    public IdempotencyRecords(JdbcClient db) {
        this.db = db;
    }

    /**
     * What was answered under a client's key.
     *
     * @param code of the outcome, as the one who asked numbers outcomes
     * @param text null where the answer is written again from the events
     */
    public record Answer(int code, @Nullable String text) {}

    /** The answer that is kept under a client's key; empty as long as there is none. */
    public Optional<Answer> find(String client, String key) {
        var id = Digest.of(client, key);
        return Optional.ofNullable(find(List.of(id)).get(id)).map(it -> new Answer(it.code(), it.text()));
    }

    /** Those of some keys that were answered before: key by key through the index, whatever the statistics say. */
    public Map<UUID, IdempotencyRecord> find(Collection<UUID> ids) {
        var found = new HashMap<UUID, IdempotencyRecord>();
        if (!ids.isEmpty()) {
            db.sql("""
                    select found.*
                      from unnest(:ids) as wanted (id)
                     cross join lateral (
                           select id, fingerprint, position, status, template, body
                             from journal.outcome
                            where id = wanted.id
                            limit 1) as found
                    """).param("ids", ids.toArray(UUID[]::new)).query(row -> {
                var id = row.getObject("id", UUID.class);
                found.put(
                        id,
                        new IdempotencyRecord(
                                id,
                                new Fingerprint(row.getObject("fingerprint", UUID.class)),
                                row.getObject("position", Long.class),
                                row.getInt("status"),
                                row.getInt("template"),
                                row.getString("body")));
            });
        }
        return found;
    }
}
