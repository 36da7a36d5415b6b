/** Whether the books agree with themselves, and who looked at whom. */
@NullMarked
package laroue.admin.audit;

import org.jspecify.annotations.NullMarked;
