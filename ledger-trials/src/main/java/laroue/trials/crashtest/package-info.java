/**
 * {@code ./laroue crashtest}: kills and pauses parts of a ledger at work, again and again, and counts afterwards whether
 * every payment that was acknowledged is there once, and no other.
 */
@NullMarked
package laroue.trials.crashtest;

import org.jspecify.annotations.NullMarked;
