/** Who asks, and what may be asked: tokens, sign-in, the one table of rules, and the clients themselves. */
@NullMarked
package laroue.api.security;

import org.jspecify.annotations.NullMarked;
