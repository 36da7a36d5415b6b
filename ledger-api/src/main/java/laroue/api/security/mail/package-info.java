/** Letters by SMTP, where a server is set. */
@NullMarked
package laroue.api.security.mail;

import org.jspecify.annotations.NullMarked;
