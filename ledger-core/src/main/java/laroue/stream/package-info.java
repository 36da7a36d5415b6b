/** The one list of stream types: codec, snapshots, aggregates, replay and command handlers all follow from it. */
@NullMarked
package laroue.stream;

import org.jspecify.annotations.NullMarked;
