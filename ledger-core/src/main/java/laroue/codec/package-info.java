/** How events, states and waiting commands are written as text, and read for ever. */
@NullMarked
package laroue.codec;

import org.jspecify.annotations.NullMarked;
