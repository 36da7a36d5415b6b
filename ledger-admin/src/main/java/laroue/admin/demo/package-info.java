/** The demonstration territory: three associations, two years, and nobody in it is real. */
@NullMarked
package laroue.admin.demo;

import org.jspecify.annotations.NullMarked;
