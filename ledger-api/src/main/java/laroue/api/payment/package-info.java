/** Payments over HTTP, by payers and by tills, with their refunds and batches. */
@NullMarked
package laroue.api.payment;

import org.jspecify.annotations.NullMarked;
