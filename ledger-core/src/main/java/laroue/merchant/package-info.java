/** One merchant of the network: applied, approved, suspended, left. */
@NullMarked
package laroue.merchant;

import org.jspecify.annotations.NullMarked;
