/** Tables as spreadsheets save them, and what is none. */
@NullMarked
package laroue.file;

import org.jspecify.annotations.NullMarked;
