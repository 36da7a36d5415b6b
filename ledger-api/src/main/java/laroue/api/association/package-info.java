/** The associations over HTTP: founded, ruled, wound down. */
@NullMarked
package laroue.api.association;

import org.jspecify.annotations.NullMarked;
