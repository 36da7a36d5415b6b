/** Money between two accounts, and refunds of it. */
@NullMarked
package laroue.payment;

import org.jspecify.annotations.NullMarked;
