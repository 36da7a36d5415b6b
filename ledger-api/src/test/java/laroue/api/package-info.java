/** Tests of the API as it is asked from outside, and what other tests of it are made of. */
@NullMarked
package laroue.api;

import org.jspecify.annotations.NullMarked;
