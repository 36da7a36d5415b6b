/** Whether the books agree, over HTTP and as metrics. */
@NullMarked
package laroue.api.audit;

import org.jspecify.annotations.NullMarked;
