/** How roues are used: who pays whom, how long they stay in an account, who is active and which balances are dormant. */
@NullMarked
package laroue.view.usage;

import org.jspecify.annotations.NullMarked;
