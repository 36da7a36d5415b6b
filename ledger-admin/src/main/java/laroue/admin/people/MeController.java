package laroue.admin.people;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.security.AccessChoice;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.Invitations;
import laroue.api.security.Invitations.Seen;
import laroue.api.security.PasskeyCeremonies;
import laroue.api.security.Presence;
import laroue.api.security.Sessions;
import laroue.register.Login;
import laroue.register.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** What belongs to who is signed in: accesses, passphrase, second factor and sessions. */
@Controller
class MeController {

    static final String MYSELF = "GET /v1/me";

    private static final String PATH = "/moi";
    private static final String PASSPHRASE = PATH + "/phrase";
    private static final String ANOTHER = PATH + "/confirmer";
    private static final String SESSIONS = PATH + "/sessions";

    private static final int MOST_LETTERS = 200;

    private final Presence presence;
    private final Invitations invitations;
    private final AccessChoice choice;
    private final Accesses accesses;
    private final Sessions sessions;
    private final PasskeyCeremonies passkeys;

    MeController(
            Presence presence,
            Invitations invitations,
            AccessChoice choice,
            Accesses accesses,
            Sessions sessions,
            PasskeyCeremonies passkeys) {
        this.presence = presence;
        this.invitations = invitations;
        this.choice = choice;
        this.accesses = accesses;
        this.sessions = sessions;
        this.passkeys = passkeys;
    }

    @AllowedAs(MYSELF)
    @GetMapping(PATH)
    String me(Caller caller, Model page) {
        page.addAttribute("mayEnrol", presence.mayEnrol(caller));
        page.addAttribute("mayConfirm", mayConfirm(caller));
        page.addAttribute("roles", caller.roles().stream().sorted().toList());
        page.addAttribute("accesses", accesses.described(choice.accesses()));
        page.addAttribute("current", caller.client());
        var login = Optional.ofNullable(caller.standing().login()).flatMap(invitations::find);
        page.addAttribute("login", login.orElse(null));
        page.addAttribute(
                "passkeys",
                login.filter(_ -> passkeys.areOffered()).map(passkeys::of).orElse(null));
        page.addAttribute("sessions", sessions.mine());
        return "people/me";
    }

    @AllowedAs(MYSELF)
    @ActMapping(PASSPHRASE)
    String passphrase(Caller caller, HttpServletRequest request, Form form, Model page) {
        var login = login(caller);
        if (form.isSent()) {
            if (!presence.comeBack(caller, request, form.typed("current"))) {
                form.wrong("current", "people.passphrase.wrong");
            }
            if (request.getSession(false) == null) {
                return "redirect:/connexion?erreur";
            }
            var chosen = NewPassphrase.read(form, invitations, login);
            if (chosen.isPresent()) {
                invitations.changePassphrase(login, chosen.get());
                return "redirect:/connexion?nom=" + UriUtils.encode(login.email(), StandardCharsets.UTF_8);
            }
        }
        page.addAttribute("login", login);
        return "people/passphrase";
    }

    /** The digits that another person is shown: whoever works here sees whose an access is. */
    @AllowedAs(MYSELF)
    @ActMapping(ANOTHER)
    String another(Caller caller, Form form, Model page) {
        if (!mayConfirm(caller)) {
            throw Problems.notFound();
        }
        if (form.isSent()) {
            var email = form.text("email", MOST_LETTERS);
            var digits = form.text("digits", MOST_LETTERS).replaceAll("\\D", "");
            if (form.isComplete()) {
                var seen = invitations.see(caller, email, digits);
                if (seen == Seen.YES) {
                    page.addAttribute("seen", email);
                } else {
                    form.wrong("digits", "people.digits." + (seen == Seen.NO ? "wrong" : "another"));
                }
            }
        }
        return "people/another";
    }

    @AllowedAs(MYSELF)
    @PostMapping(SESSIONS)
    String end(Caller caller, @RequestParam(defaultValue = "") String session) {
        if (session.isEmpty()) {
            sessions.endMine();
            var login = caller.standing().login();
            if (login != null) {
                invitations.endSessions(login);
            }
            return "redirect:/";
        }
        sessions.endMine(session);
        return "redirect:" + PATH;
    }

    /** Staff that may act may be the second person. */
    private static boolean mayConfirm(Caller caller) {
        return caller.hasBegun()
                && List.of(Role.DESK, Role.TREASURER, Role.ADMIN).stream().anyMatch(caller::is);
    }

    private Login login(Caller caller) {
        var id = caller.standing().login();
        return Optional.ofNullable(id).flatMap(invitations::find).orElseThrow(Problems::notFound);
    }
}
