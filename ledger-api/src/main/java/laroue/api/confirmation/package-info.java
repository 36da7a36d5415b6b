/** What waits for a second person, over HTTP. */
@NullMarked
package laroue.api.confirmation;

import org.jspecify.annotations.NullMarked;
