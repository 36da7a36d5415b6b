/** What circulates, what it is backed by, and whether the books agree. */
@NullMarked
package laroue.view.circulation;

import org.jspecify.annotations.NullMarked;
