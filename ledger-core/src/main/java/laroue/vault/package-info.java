/** The notes of an association before and after its desks: series, printing, the vault, shipments, the end of a series. */
@NullMarked
package laroue.vault;

import org.jspecify.annotations.NullMarked;
