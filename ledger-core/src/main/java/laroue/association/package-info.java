/** One issuer: its dated rules, its state, its guarantee funds and its operating euros. */
@NullMarked
package laroue.association;

import org.jspecify.annotations.NullMarked;
