/** The laboratory next door: measures the product, breaks it, and holds it against a model. The product knows nothing of it. */
@NullMarked
package laroue.trials;

import org.jspecify.annotations.NullMarked;
