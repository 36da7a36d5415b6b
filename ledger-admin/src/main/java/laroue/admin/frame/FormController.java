package laroue.admin.frame;

import jakarta.servlet.http.HttpServletResponse;
import laroue.api.command.Submissions;
import laroue.api.security.Caller;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What became of a form that a browser still has a draft of. */
@Controller
class FormController {

    private final Submissions submissions;
    private final Bookings bookings;

    FormController(Submissions submissions, Bookings bookings) {
        this.submissions = submissions;
        this.bookings = bookings;
    }

    /** When and as what a form was booked; empty where it was refused, and no content where it was never answered. */
    @GetMapping("/formulaires/{key}")
    String form(Caller caller, @PathVariable String key, Model page, HttpServletResponse response) {
        var answered = submissions.answered(caller.client(), key);
        if (answered.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
        answered.filter(Submissions.Answered::accepted).ifPresent(it -> {
            var operation = it.operation();
            page.addAttribute("operation", operation);
            page.addAttribute("already", operation == null ? null : bookings.already(operation, "form.already"));
        });
        return "frame/form :: already";
    }
}
