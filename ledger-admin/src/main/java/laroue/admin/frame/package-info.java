/** What all pages have in common: layout, languages, formats, the menu, and how a form asks the ledger. */
@NullMarked
package laroue.admin.frame;

import org.jspecify.annotations.NullMarked;
