/**
 * {@code ./laroue model}: lets many clients loose on the ledger, and tells everything again with a model that is simple
 * enough to be believed: every answer and every event must be the same.
 */
@NullMarked
package laroue.trials.model;

import org.jspecify.annotations.NullMarked;
