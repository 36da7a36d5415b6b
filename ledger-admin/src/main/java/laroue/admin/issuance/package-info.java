/** Digital roues against euros that the bank received: what was issued, by whose hand, and what was taken back. */
@NullMarked
package laroue.admin.issuance;

import org.jspecify.annotations.NullMarked;
