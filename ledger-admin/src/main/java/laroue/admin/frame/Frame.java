package laroue.admin.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import laroue.api.security.Actors;
import laroue.api.security.PasskeyCeremonies;
import laroue.api.security.SignedIn;
import laroue.register.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** What the layout of every page needs to know: who looks, where, and in which language. */
@ControllerAdvice(basePackages = "laroue.admin", assignableTypes = ErrorController.class)
public class Frame {

    private static final String ROLE = "ROLE_";

    private final boolean demonstration;
    private final Actors actors;
    private final PasskeyCeremonies passkeys;
    private final List<MenuEntry> menu;

    Frame(
            @Value("${laroue.demonstration:false}") boolean demonstration,
            List<MenuEntry> menu,
            Actors actors,
            PasskeyCeremonies passkeys) {
        this.demonstration = demonstration;
        this.actors = actors;
        this.passkeys = passkeys;
        this.menu =
                menu.stream().sorted(Comparator.comparingInt(MenuEntry::place)).toList();
    }

    @ModelAttribute
    void around(ModelMap page, HttpServletRequest request, Locale locale) {
        var looked = looked(request);
        page.addAttribute("demonstration", demonstration);
        page.addAttribute("visitor", visitor(request));
        page.addAttribute("visitorName", signedIn(request).map(SignedIn::shown).orElse(visitor(request)));
        page.addAttribute("several", signedIn(request).filter(SignedIn::several).isPresent());
        page.addAttribute("visitorRoles", roles(request).sorted().toList());
        page.addAttribute("actors", actors);
        page.addAttribute(
                "newPasskey",
                signedIn(request)
                        .filter(_ -> !isFailed(request)) // the register may be what could not be asked
                        .map(SignedIn::login)
                        .flatMap(passkeys::news)
                        .orElse(null));
        page.addAttribute("here", looked);
        page.addAttribute("fmt", Formats.of(locale));
        boolean english = Formats.isEnglish(locale);
        page.addAttribute("english", english);
        page.addAttribute("translated", translated(request, english ? "fr" : "en"));
        var roles = roles(request).toList();
        page.addAttribute(
                "menu",
                menu.stream()
                        .filter(it -> it.roles().stream().anyMatch(roles::contains))
                        .toList());
    }

    /** The roles of who is signed in; none for a passer-by. */
    public static Stream<Role> roles(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication who
                ? who.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(it -> it != null && it.startsWith(ROLE))
                        .map(it -> Role.valueOf(it.substring(ROLE.length())))
                : Stream.of();
    }

    private static Optional<SignedIn> signedIn(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication it && it.getPrincipal() instanceof SignedIn who
                ? Optional.of(who)
                : Optional.empty();
    }

    private static @Nullable String visitor(HttpServletRequest request) {
        Principal who = request.getUserPrincipal();
        return who == null ? null : who.getName();
    }

    /** This page in another language: the rest of the address stays. */
    private static String translated(HttpServletRequest request, String language) {
        return UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .replaceQueryParam("lang", language)
                .build()
                .toUriString();
    }

    private static boolean isFailed(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null;
    }

    private static String looked(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
