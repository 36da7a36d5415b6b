/** Euros to roues and back over HTTP: issuances and reconversions. */
@NullMarked
package laroue.api.conversion;

import org.jspecify.annotations.NullMarked;
