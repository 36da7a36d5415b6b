/** What circulates and what it is backed by, over HTTP and as metrics. */
@NullMarked
package laroue.api.circulation;

import org.jspecify.annotations.NullMarked;
