package laroue.admin.frame;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Where an act is shown (GET) and done (POST), by one method: for acts of one page. {@link Form#isSent} and {@link
 * Form#isToBeBooked} are never true of a GET.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(method = {RequestMethod.GET, RequestMethod.POST})
public @interface ActMapping {

    /** The path of the page. */
    @AliasFor(annotation = RequestMapping.class, attribute = "path")
    String value();
}
