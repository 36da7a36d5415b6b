/** Where each merchant stands with the network. */
@NullMarked
package laroue.view.merchant;

import org.jspecify.annotations.NullMarked;
