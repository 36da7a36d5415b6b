/** The journal in PostgreSQL and its one writer: positions, outcomes, what is taken. */
@NullMarked
package laroue.ledger;

import org.jspecify.annotations.NullMarked;
