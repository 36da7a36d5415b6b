/** Statistical disclosure control (rule 50): what may be shown of groups so small that a figure would be about a person. */
@NullMarked
package laroue.view.disclosure;

import org.jspecify.annotations.NullMarked;
