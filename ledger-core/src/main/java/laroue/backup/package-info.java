/**
 * Backups: journal and register copied out at one consistent moment, and loaded into an empty database again. Views are not
 * in a backup; they are rebuilt from the events.
 */
@NullMarked
package laroue.backup;

import org.jspecify.annotations.NullMarked;
