package laroue.admin.home;

import java.security.Principal;
import laroue.register.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What everybody may see, and who is signed in. The room of security answers the forms. */
@Controller
class HomeController {

    private final boolean demonstration;

    HomeController(@Value("${laroue.demonstration:false}") boolean demonstration) {
        this.demonstration = demonstration;
    }

    /** Every page of a demonstration says that it is one. */
    @ModelAttribute
    void who(Model page, @Nullable Principal visitor) {
        page.addAttribute("demonstration", demonstration);
        page.addAttribute("visitor", visitor == null ? null : visitor.getName());
    }

    @GetMapping("/")
    String home() {
        return "home/home";
    }

    @GetMapping("/connexion")
    String signIn(@RequestParam(required = false) @Nullable String erreur, Model page) {
        page.addAttribute("wrong", erreur != null);
        return "home/sign-in";
    }

    @GetMapping("/moi")
    String me(Authentication visitor, Model page) {
        page.addAttribute(
                "roles",
                visitor.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(it -> it != null && it.startsWith("ROLE_"))
                        .map(it -> inFrench(Role.valueOf(it.substring("ROLE_".length()))))
                        .sorted()
                        .toList());
        return "home/me";
    }

    private static String inFrench(Role role) {
        return switch (role) {
            case MEMBER -> "membre";
            case MERCHANT -> "commerce";
            case DESK -> "comptoir de change";
            case TREASURER -> "trésorerie";
            case ADMIN -> "administration";
            case AUDITOR -> "audit (lecture seule)";
        };
    }
}
