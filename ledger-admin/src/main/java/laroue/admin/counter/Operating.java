package laroue.admin.counter;

import jakarta.servlet.http.HttpServletRequest;
import laroue.admin.frame.Frame;
import laroue.register.Role;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page of the counter whether who looks works there: the way to what only operators do is theirs alone. */
@ControllerAdvice(basePackageClasses = Operating.class)
class Operating {

    @ModelAttribute("operates")
    boolean operates(HttpServletRequest request) {
        return Frame.roles(request).anyMatch(it -> it == Role.DESK);
    }
}
