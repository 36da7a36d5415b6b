package laroue.admin.home;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import laroue.admin.frame.Wording;
import laroue.admin.node.DemoClients;
import laroue.api.security.PasskeyCeremonies;
import laroue.api.security.WayBack;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What everybody may see, and who is signed in. The room of security answers the forms. */
@Controller
class HomeController {

    /**
     * One who is invited to try a demonstration.
     *
     * @param leadsTo the page to see first
     */
    record Guest(String client, String leadsTo) {}

    private static final List<Guest> GUESTS = List.of(
            new Guest("demo-desk", "/comptoir"),
            new Guest("demo-treasurer", "/"),
            new Guest("demo-admin", "/"),
            new Guest("demo-auditor", "/"));

    private final DemoClients demoClients;
    private final boolean demonstration;
    private final Wording wording;
    private final PasskeyCeremonies passkeys;

    HomeController(
            DemoClients demoClients,
            @Value("${laroue.demonstration:false}") boolean demonstration,
            Wording wording,
            PasskeyCeremonies passkeys) {
        this.demoClients = demoClients;
        this.demonstration = demonstration;
        this.wording = wording;
        this.passkeys = passkeys;
    }

    @GetMapping("/")
    String home(Model page) {
        var there = demonstration ? demoClients.ids() : Set.<String>of();
        page.addAttribute(
                "guests",
                GUESTS.stream().filter(it -> there.contains(it.client())).toList());
        return "home/home";
    }

    /**
     * The form of signing in.
     *
     * @param attente there if the session ended under a form
     * @param retour where to go afterwards
     * @param nom who is about to sign in, where a link knows it
     * @param cle what became of a passkey; empty if it did not sign in
     */
    @GetMapping("/connexion")
    String signIn(
            @RequestParam(required = false) @Nullable String erreur,
            @RequestParam(required = false) @Nullable String attente,
            @RequestParam(required = false) @Nullable String retour,
            @RequestParam(required = false) @Nullable String nom,
            @RequestParam(required = false) @Nullable String cle,
            CsrfToken token,
            Model page) {
        // Before anything of the page is written: its cookie is a header.
        token.getToken();
        page.addAttribute("wrong", erreur != null);
        page.addAttribute("waited", attente != null);
        page.addAttribute("back", WayBack.own(retour));
        page.addAttribute("name", nom);
        page.addAttribute("passkey", cle);
        if (passkeys.areOffered()) {
            page.addAttribute("passkeyOptions", passkeys.requestOptions());
            page.addAttribute("passkeyHost", passkeys.host());
        }
        return "home/sign-in";
    }

    /** Where a sign-in ends that came too often, whatever its method: the form stays, and says how long to wait. */
    @RequestMapping(WayBack.WAIT)
    String mustWait(
            @RequestParam(required = false) @Nullable String retour,
            @RequestParam(required = false) @Nullable String username,
            HttpServletRequest request,
            HttpServletResponse response,
            CsrfToken token,
            Locale locale,
            Model page) {
        var refused = WayBack.mustWait(request);
        if (refused.isEmpty()) {
            return "redirect:/connexion";
        }
        var problem = refused.get().problem();
        response.setStatus(problem.status());
        response.setHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        page.addAttribute("mustWait", wording.of(problem, locale));
        return signIn(null, null, retour, username, null, token, page);
    }
}
