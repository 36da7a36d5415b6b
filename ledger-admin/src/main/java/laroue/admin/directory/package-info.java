/** Who is who: members, merchants, desks, clients, and what each association decided for itself. */
@NullMarked
package laroue.admin.directory;

import org.jspecify.annotations.NullMarked;
