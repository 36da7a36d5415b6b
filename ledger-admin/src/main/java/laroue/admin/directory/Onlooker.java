package laroue.admin.directory;

import jakarta.servlet.http.HttpServletRequest;
import laroue.admin.frame.Frame;
import laroue.register.Role;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page of the directory whether who looks may open an account there: operators see no more than a card (rule 57). */
@ControllerAdvice(basePackageClasses = Onlooker.class)
class Onlooker {

    @ModelAttribute("maySeeMore")
    boolean maySeeMore(HttpServletRequest request) {
        return Frame.roles(request).anyMatch(it -> it != Role.DESK);
    }
}
