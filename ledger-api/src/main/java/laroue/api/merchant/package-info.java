/** Merchants over HTTP: they apply, are approved, are suspended and leave. */
@NullMarked
package laroue.api.merchant;

import org.jspecify.annotations.NullMarked;
