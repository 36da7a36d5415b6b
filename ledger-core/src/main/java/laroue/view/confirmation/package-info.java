/** What waits for a second person, and what became of it. */
@NullMarked
package laroue.view.confirmation;

import org.jspecify.annotations.NullMarked;
