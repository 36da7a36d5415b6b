package laroue.admin.people;

import jakarta.servlet.http.HttpServletRequest;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Form;
import laroue.api.security.ForgottenPassphrases;
import laroue.api.security.OpenToEverybody;
import laroue.api.security.WayBack;
import laroue.register.Login;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;

/** Who has forgotten a passphrase asks for a link here, or learns whom to ask. */
@Controller
class ForgottenController {

    private final ForgottenPassphrases forgotten;

    ForgottenController(ForgottenPassphrases forgotten) {
        this.forgotten = forgotten;
    }

    @OpenToEverybody("what an e-mail says: whether somebody has it is told to nobody")
    @ActMapping(WayBack.FORGOTTEN)
    String ask(HttpServletRequest request, CsrfToken token, Form form, Model page) {
        // Before anything of the page is written: its cookie is a header.
        token.getToken();
        page.addAttribute("sends", forgotten.areHelped());
        if (form.isSent() && forgotten.areHelped()) {
            var email = form.text("email", Login.EMAIL, "people.email.wrong");
            if (form.isComplete()) {
                forgotten.ask(email, request.getRemoteAddr());
                page.addAttribute("asked", true);
            }
        }
        return "people/forgotten";
    }
}
