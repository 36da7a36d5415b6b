/** Which associations there are. */
@NullMarked
package laroue.view.association;

import org.jspecify.annotations.NullMarked;
