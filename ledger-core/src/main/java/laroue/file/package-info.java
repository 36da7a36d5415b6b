/** Files as people save them: which encoding and separator a table has, what its cells say, and where it is wrong. */
@NullMarked
package laroue.file;

import org.jspecify.annotations.NullMarked;
