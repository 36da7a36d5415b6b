/** People and their accesses: invited, seen by a second person, chosen, ended. */
@NullMarked
package laroue.admin.people;

import org.jspecify.annotations.NullMarked;
