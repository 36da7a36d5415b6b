/** People, memos, reasons, PIN hashes, clients and correspondences of sectors: the one store that is not a view, and that can be emptied. */
@NullMarked
package laroue.register;

import org.jspecify.annotations.NullMarked;
