/** The main class, its settings from the environment, and the embedded PostgreSQL of a demonstration. */
@NullMarked
package laroue.admin.node;

import org.jspecify.annotations.NullMarked;
