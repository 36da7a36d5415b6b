/** How roues are used: who pays whom, how long they rest in an account, who is active and what lies dormant. */
@NullMarked
package laroue.view.use;

import org.jspecify.annotations.NullMarked;
