/** The door to the ledger: a command goes in with its request, an answer comes out that is committed. */
@NullMarked
package laroue.ledger;

import org.jspecify.annotations.NullMarked;
