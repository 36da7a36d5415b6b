/** The journal in PostgreSQL: events, the hashes over them, idempotency records, unique values, snapshots, the feed. */
@NullMarked
package laroue.journal;

import org.jspecify.annotations.NullMarked;
