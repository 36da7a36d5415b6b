/** Powers as facts: who was given which, by whom and when. */
@NullMarked
package laroue.view.power;

import org.jspecify.annotations.NullMarked;
