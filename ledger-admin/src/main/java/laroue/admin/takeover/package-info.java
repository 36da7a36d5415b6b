/** {@code ./laroue import}: takes over the history of another system from a CSV file. */
@NullMarked
package laroue.admin.takeover;

import org.jspecify.annotations.NullMarked;
