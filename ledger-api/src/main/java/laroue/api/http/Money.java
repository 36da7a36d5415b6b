package laroue.api.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what moves money: such a request carries an {@code Idempotency-Key}, or asks for a preview by {@code
 * ?preview=true}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Money {

    /** How many bytes the body may have. */
    int mostBytes() default Call.MOST_BYTES;

    /** Whether it can be asked for a preview; not where the answer tells what whoever asks must not know before. */
    boolean preview() default true;
}
