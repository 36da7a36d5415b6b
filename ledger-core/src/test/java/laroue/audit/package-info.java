/** Ledgers written by hand, whole and damaged. */
@NullMarked
package laroue.audit;

import org.jspecify.annotations.NullMarked;
