/** The history of another system, taken over as it was: what its rules allowed is not asked again, what it sums to is. */
@NullMarked
package laroue.takeover;

import org.jspecify.annotations.NullMarked;
