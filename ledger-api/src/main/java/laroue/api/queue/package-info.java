/** What waits for somebody, over HTTP: how much, and since when. */
@NullMarked
package laroue.api.queue;

import org.jspecify.annotations.NullMarked;
