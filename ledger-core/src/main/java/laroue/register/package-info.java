/** People, memos, reasons, PIN hashes and clients: the one store that is not a view, and that can be emptied. */
@NullMarked
package laroue.register;

import org.jspecify.annotations.NullMarked;
