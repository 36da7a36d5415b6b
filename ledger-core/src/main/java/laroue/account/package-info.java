/** One digital account: what may happen to it, and what did. */
@NullMarked
package laroue.account;

import org.jspecify.annotations.NullMarked;
