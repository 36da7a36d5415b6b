/** Euros to roues and back: issuance, reversal, reconversion. */
@NullMarked
package laroue.conversion;

import org.jspecify.annotations.NullMarked;
