/** From a command to its answer, below HTTP and pages: submitted under a key, or previewed; and what refusals say, in two languages. */
@NullMarked
package laroue.api.command;

import org.jspecify.annotations.NullMarked;
