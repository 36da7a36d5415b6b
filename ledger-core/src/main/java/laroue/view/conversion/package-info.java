/** Issuances and reconversions, as lists to work through. */
@NullMarked
package laroue.view.conversion;

import org.jspecify.annotations.NullMarked;
