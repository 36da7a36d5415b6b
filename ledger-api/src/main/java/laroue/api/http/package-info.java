/** How the API speaks HTTP, whatever it speaks about: problems, strict JSON, keys, pages of lists, the document. */
@NullMarked
package laroue.api.http;

import org.jspecify.annotations.NullMarked;
