/** The vault of an association: what lies there, what is printed, destroyed and sent to desks, and the end of a series. */
@NullMarked
package laroue.admin.vault;

import org.jspecify.annotations.NullMarked;
