/** The desk's own pages: who stands at the counter, what may be done for them, sessions, remittances and shipments. */
@NullMarked
package laroue.admin.counter;

import org.jspecify.annotations.NullMarked;
