package laroue.admin.people;

import java.util.Optional;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Form;
import laroue.api.security.Invitations;
import laroue.api.security.LinkMails;
import laroue.api.security.OpenToEverybody;
import laroue.register.Login;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a link leads: the person who was invited, or has forgotten a passphrase, chooses one. */
@Controller
class InvitationController {

    private static final String PAGE = "people/invitation";

    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    @OpenToEverybody("the link, which is good once")
    @ActMapping(LinkMails.PAGE)
    String choose(@RequestParam(defaultValue = "") String jeton, Form form, Model page) {
        var login = invitations.invited(jeton);
        page.addAttribute("login", login.orElse(null));
        page.addAttribute("token", jeton);
        if (login.isPresent() && form.isSent() && isAccepted(login, jeton, form)) {
            page.addAttribute("accepted", true);
        }
        return PAGE;
    }

    private boolean isAccepted(Optional<Login> login, String token, Form form) {
        var chosen = NewPassphrase.read(form, invitations, login.orElseThrow());
        if (chosen.isEmpty()) {
            return false;
        }
        boolean accepted = invitations.accept(login.orElseThrow(), token, chosen.get());
        if (!accepted) {
            form.wrong(NewPassphrase.FIELD, "people.link.used");
        }
        return accepted;
    }
}
