/** What waits for the treasurer: each queue with how much waits and since when, and what is done about it. */
@NullMarked
package laroue.admin.queues;

import org.jspecify.annotations.NullMarked;
