/** Whether the books agree, over HTTP and as metrics; and which node writes them. */
@NullMarked
package laroue.api.audit;

import org.jspecify.annotations.NullMarked;
