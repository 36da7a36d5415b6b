/** What trials work on: a PostgreSQL of nobody's, the core in this process, and whole nodes in processes of their own. */
@NullMarked
package laroue.trials.node;

import org.jspecify.annotations.NullMarked;
