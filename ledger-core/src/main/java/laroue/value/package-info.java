/** The words every other room speaks: amounts that cannot be mixed, ids, and why the ledger says no. */
@NullMarked
package laroue.value;

import org.jspecify.annotations.NullMarked;
