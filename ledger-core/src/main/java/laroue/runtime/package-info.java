/** The only room that knows how Spring, Axon and PostgreSQL are wired together. */
@NullMarked
package laroue.runtime;

import org.jspecify.annotations.NullMarked;
