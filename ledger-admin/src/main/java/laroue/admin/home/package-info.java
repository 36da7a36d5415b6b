/** The pages before all others: what this is, signing in, and who is signed in. */
@NullMarked
package laroue.admin.home;

import org.jspecify.annotations.NullMarked;
