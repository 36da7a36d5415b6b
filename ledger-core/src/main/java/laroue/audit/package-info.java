/** Whether the ledger is what it says: everything recomputed from the events, and compared. */
@NullMarked
package laroue.audit;

import org.jspecify.annotations.NullMarked;
