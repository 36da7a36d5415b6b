/** What each account is and was, line by line. */
@NullMarked
package laroue.view.statement;

import org.jspecify.annotations.NullMarked;
