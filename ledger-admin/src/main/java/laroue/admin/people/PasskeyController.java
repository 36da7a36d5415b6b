package laroue.admin.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.Invitations;
import laroue.api.security.PasskeyCeremonies;
import laroue.api.security.PasskeyCeremonies.Offer;
import laroue.api.security.Presence;
import laroue.register.Login;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/**
 * The passkeys of a person. Whoever sits down at an open session adds none: the passphrase is said again, and a code is shown
 * by who has an application.
 */
@Controller
class PasskeyController {

    private static final String PATH = "/moi/cles";
    private static final String OFFER = "laroue.passkey";
    private static final int MOST_LETTERS = 60;

    private final Presence presence;
    private final Invitations invitations;
    private final PasskeyCeremonies passkeys;

    PasskeyController(Presence presence, Invitations invitations, PasskeyCeremonies passkeys) {
        this.presence = presence;
        this.invitations = invitations;
        this.passkeys = passkeys;
    }

    @AllowedAs(MeController.MYSELF)
    @ActMapping(PATH + "/ajouter")
    String add(Caller caller, HttpServletRequest request, Form form, Model page) {
        var login = login(caller);
        page.addAttribute("login", login);
        page.addAttribute("asksForCode", presence.hasApplication(caller));
        page.addAttribute("full", passkeys.of(login).size() >= PasskeyCeremonies.MOST);
        if (form.isSent()) {
            var name = form.text("name", MOST_LETTERS);
            if (form.isComplete()) {
                prove(caller, request, form);
            }
            var session = request.getSession(false);
            if (session == null) {
                return "redirect:/connexion?erreur";
            }
            if (form.isComplete()) {
                var offer = passkeys.offer(login, name);
                session.setAttribute(OFFER, offer);
                page.addAttribute("offer", offer);
                page.addAttribute("host", passkeys.host());
            }
        }
        return "people/passkey";
    }

    private void prove(Caller caller, HttpServletRequest request, Form form) {
        if (!presence.comeBack(caller, request, form.typed("current"))) {
            form.wrong("current", "people.passphrase.wrong");
        } else if (presence.hasApplication(caller) && !presence.prove(caller, request, form.value("code"))) {
            form.wrong("code", "people.passkeys.code.wrong");
        }
    }

    /** The answer of the device. All sessions end: the person signs in with the new passkey. */
    @AllowedAs(MeController.MYSELF)
    @PostMapping(PATH)
    String enter(Caller caller, HttpSession session, @RequestParam(defaultValue = "") String credential) {
        var login = login(caller);
        if (!(session.getAttribute(OFFER) instanceof Offer offer)) {
            return "redirect:" + PATH + "/ajouter";
        }
        session.removeAttribute(OFFER);
        if (passkeys.enter(login, offer, credential)) {
            return signInAgain(login, "ajoutee");
        }
        return "people/passkey-failed";
    }

    @AllowedAs(MeController.MYSELF)
    @PostMapping(PATH + "/retirer")
    String remove(Caller caller, @RequestParam(defaultValue = "") String passkey) {
        var login = login(caller);
        if (!passkeys.remove(login, passkey)) {
            return "redirect:/moi";
        }
        return signInAgain(login, "retiree");
    }

    private static String signInAgain(Login login, String because) {
        return "redirect:/connexion?cle=" + because + "&nom=" + UriUtils.encode(login.email(), StandardCharsets.UTF_8);
    }

    private Login login(Caller caller) {
        if (!passkeys.areOffered()) {
            throw Problems.notFound();
        }
        return Optional.ofNullable(caller.standing().login())
                .flatMap(invitations::find)
                .orElseThrow(Problems::notFound);
    }
}
