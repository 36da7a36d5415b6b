/** The one writer: commands wait, are decided in batches, and each batch is committed to the journal at once. */
@NullMarked
package laroue.writer;

import org.jspecify.annotations.NullMarked;
