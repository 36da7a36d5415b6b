/** Acts that wait until a second person confirms them, as the association's rules say. */
@NullMarked
package laroue.confirmation;

import org.jspecify.annotations.NullMarked;
