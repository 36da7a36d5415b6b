/** What figures are made of: amounts that moved, amounts that are there, what one is of another, and the periods. */
@NullMarked
package laroue.view.measure;

import org.jspecify.annotations.NullMarked;
