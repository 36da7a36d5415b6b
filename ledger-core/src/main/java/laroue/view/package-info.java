/** What people look at: made from the events, dropped and rebuilt at will. */
@NullMarked
package laroue.view;

import org.jspecify.annotations.NullMarked;
