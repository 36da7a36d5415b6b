/** How a command is decided: the state of the ledger is read, a draft collects what would happen, and nothing has happened yet. */
@NullMarked
package laroue.decision;

import org.jspecify.annotations.NullMarked;
