/** What of the service is well and what is not, in words and for people. */
@NullMarked
package laroue.admin.health;

import org.jspecify.annotations.NullMarked;
