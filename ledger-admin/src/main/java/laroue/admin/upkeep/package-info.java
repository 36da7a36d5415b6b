/** What keeps a ledger honest and portable from the command line: verify, rebuild, export. */
@NullMarked
package laroue.admin.upkeep;

import org.jspecify.annotations.NullMarked;
