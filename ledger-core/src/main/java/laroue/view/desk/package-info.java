/** Desks as they are seen: what they hold, their sessions, what was done at the counter, and where notes are. */
@NullMarked
package laroue.view.desk;

import org.jspecify.annotations.NullMarked;
