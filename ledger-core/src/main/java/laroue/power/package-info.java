/** Who was given which power to act, and when it ended: clients, accesses of people, their secrets and second factors. */
@NullMarked
package laroue.power;

import org.jspecify.annotations.NullMarked;
