/** One conversion desk: its sessions, what it holds, what happens at its counter, and the euros that it remits. */
@NullMarked
package laroue.desk;

import org.jspecify.annotations.NullMarked;
