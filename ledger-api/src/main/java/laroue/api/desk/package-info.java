/** Exchange desks and paper notes over HTTP: sessions, the counter, shipments, remittances. */
@NullMarked
package laroue.api.desk;

import org.jspecify.annotations.NullMarked;
