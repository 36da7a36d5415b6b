/** Accounts over HTTP: opened, frozen, closed, with memberships, cards and holders. */
@NullMarked
package laroue.api.account;

import org.jspecify.annotations.NullMarked;
