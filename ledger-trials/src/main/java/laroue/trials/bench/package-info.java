/** {@code ./laroue bench}: measures the whole, and what the parts without our own would do in the same place. */
@NullMarked
package laroue.trials.bench;

import org.jspecify.annotations.NullMarked;
