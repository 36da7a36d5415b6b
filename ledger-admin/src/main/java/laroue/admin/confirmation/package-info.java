/** What waits for a second person: the queue, what was asked for, and the word that is given or refused. */
@NullMarked
package laroue.admin.confirmation;

import org.jspecify.annotations.NullMarked;
