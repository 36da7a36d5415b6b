package laroue.admin.home;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.Presence;
import laroue.api.security.WayBack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is asked for besides the secret: a code, a first code, and the secret once more after a pause. */
@Controller
class FactorController {

    private static final String ANYBODY = "GET /v1/me";

    private final Presence presence;

    FactorController(Presence presence) {
        this.presence = presence;
    }

    /** Where to go afterwards: a path of this node and nothing else. */
    @ModelAttribute("back")
    String back(@RequestParam(required = false) @Nullable String retour) {
        return Objects.requireNonNullElse(WayBack.own(retour), "/");
    }

    @GetMapping("/connexion/code")
    String code() {
        return "home/code";
    }

    @AllowedAs(ANYBODY)
    @PostMapping("/connexion/code")
    String prove(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute("back") String back,
            Model page) {
        if (presence.prove(caller, request, code)) {
            return "redirect:" + back;
        }
        return again(request, "home/code", page);
    }

    @GetMapping("/connexion/secret")
    String secret() {
        return "home/secret";
    }

    @AllowedAs(ANYBODY)
    @PostMapping("/connexion/secret")
    String comeBack(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String password,
            @ModelAttribute("back") String back,
            Model page) {
        if (presence.comeBack(caller, request, password)) {
            return "redirect:" + back;
        }
        return again(request, "home/secret", page);
    }

    @GetMapping("/connexion/application")
    String application(Caller caller, HttpServletRequest request, Model page) {
        return presence.mayEnrol(caller) ? show(caller, request, page) : "redirect:/moi";
    }

    @AllowedAs(ANYBODY)
    @PostMapping("/connexion/application")
    String enrol(Caller caller, HttpServletRequest request, @RequestParam(defaultValue = "") String code, Model page) {
        var words = presence.enrol(caller, request, code.replace(" ", ""));
        if (words.isPresent()) {
            page.addAttribute("words", words.get());
            return "home/application";
        }
        page.addAttribute("wrong", true);
        return presence.mayEnrol(caller) ? show(caller, request, page) : "redirect:/moi";
    }

    /** The form again, or the form of signing in where too many were wrong. */
    private static String again(HttpServletRequest request, String form, Model page) {
        page.addAttribute("wrong", true);
        return request.getSession(false) == null ? "redirect:/connexion?erreur" : form;
    }

    private String show(Caller caller, HttpServletRequest request, Model page) {
        var application = presence.application(caller, request);
        page.addAttribute("key", application.key().replaceAll("(.{4})(?!$)", "$1 "));
        page.addAttribute("uri", application.uri().toString());
        var picture = picture(application.uri().toString());
        page.addAttribute("side", picture.getWidth());
        page.addAttribute("squares", squares(picture));
        return "home/application";
    }

    private static BitMatrix picture(String text) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The dark squares, as a path of SVG: a picture that the content security policy lets through. */
    private static String squares(BitMatrix picture) {
        var path = new StringBuilder();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
