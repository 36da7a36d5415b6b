package laroue.api.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a page to whom an endpoint of the API is open: who may ask the one may use the other, for the same objects. So
 * there is one table of rules, {@link Access#RULES}, for programs and for people.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedAs {

    /**
     * The endpoint, as in {@code POST /v1/desks/{d}/changes}. The page's own path has a variable of the same name as the
     * first one here.
     */
    String value();
}
