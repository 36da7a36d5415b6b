package laroue.admin.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import laroue.api.security.AccessChoice;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.Invitations;
import laroue.api.security.OpenToEverybody;
import laroue.api.security.SignedIn;
import laroue.api.security.WayBack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Between signing in and working: the access is chosen, and a second person sees whose it is. */
@Controller
class AccessController {

    private final AccessChoice choice;
    private final Invitations invitations;
    private final Accesses accesses;

    AccessController(AccessChoice choice, Invitations invitations, Accesses accesses) {
        this.choice = choice;
        this.invitations = invitations;
        this.accesses = accesses;
    }

    /** Where to go afterwards: a path of this node and nothing else. */
    @ModelAttribute("back")
    String back(@RequestParam(required = false) @Nullable String retour) {
        return Objects.requireNonNullElse(WayBack.own(retour), "/");
    }

    @GetMapping("/connexion/acces")
    String accesses(Model page) {
        page.addAttribute("accesses", accesses.described(choice.accesses()));
        page.addAttribute(
                "chosen", AccessChoice.signedIn().map(SignedIn::access).orElse(null));
        return "people/choice";
    }

    @OpenToEverybody("whether the access is one of the person's own")
    @PostMapping("/connexion/acces")
    String choose(
            @RequestParam(defaultValue = "") String access,
            @ModelAttribute("back") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        return choice.choose(access, request, response) ? "redirect:" + back : "redirect:/connexion/acces";
    }

    /** Digits for a second person, who types them; on and on until that has happened. */
    @AllowedAs(MeController.MYSELF)
    @GetMapping("/connexion/confirmation")
    String confirmation(Caller caller, @ModelAttribute("back") String back, Model page) {
        var login = caller.standing().login();
        if (login == null || caller.hasBegun()) {
            return "redirect:" + back;
        }
        page.addAttribute("digits", invitations.digits(login).replaceAll("(.{4})(?!$)", "$1 "));
        page.addAttribute("email", invitations.find(login).orElseThrow().email());
        return "people/confirmation";
    }
}
