/** The rules of money as a whole: a territory without Spring and without PostgreSQL. */
@NullMarked
package laroue;

import org.jspecify.annotations.NullMarked;
