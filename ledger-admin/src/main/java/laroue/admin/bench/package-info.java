/** {@code ./laroue bench}: measures the whole, and what the parts without our own would do in the same place. */
@NullMarked
package laroue.admin.bench;

import org.jspecify.annotations.NullMarked;
