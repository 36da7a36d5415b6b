package laroue.admin.counter;

import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.register.Role;
import laroue.value.AccountNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything begins with a person: found by number or name, then shown with what may be done for them. */
@Controller
class CustomersController {

    private final Counters counters;
    private final Clientele clientele;
    private final Possibilities possibilities;

    CustomersController(Counters counters, Clientele clientele, Possibilities possibilities) {
        this.counters = counters;
        this.clientele = clientele;
        this.possibilities = possibilities;
    }

    /** A page; or, while one types, only what was found. */
    @AllowedAs("GET /v1/desks/{d}")
    @GetMapping("/comptoir/{d}/personnes")
    String search(
            Caller caller,
            @PathVariable String d,
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script,
            Model page) {
        var desk = counters.show(d, page);
        page.addAttribute("serves", caller.is(Role.DESK) && desk.session() != null && !q.isBlank());
        var found = clientele.search(caller, q.strip());
        page.addAttribute("q", q.strip());
        page.addAttribute("found", found.shown());
        page.addAttribute("cut", found.isCut());
        page.addAttribute("total", found.total());
        if (script != null) {
            return "counter/people :: found";
        }
        return found.total() == 1 && found.shown().getFirst().number().equalsIgnoreCase(q.strip())
                ? "redirect:/comptoir/" + d + "/personnes/"
                        + found.shown().getFirst().number()
                : "counter/people";
    }

    @AllowedAs("GET /v1/desks/{d}")
    @GetMapping("/comptoir/{d}/personnes/{n}")
    String card(Caller caller, @PathVariable String d, @PathVariable String n, Model page) {
        var desk = counters.show(d, page);
        var customer = clientele.find(caller, n);
        page.addAttribute("customer", customer);
        boolean serves = caller.is(Role.DESK) && desk.session() != null;
        page.addAttribute("serves", serves);
        if (serves) {
            page.addAttribute("offers", possibilities.of(caller, desk, new AccountNumber(customer.number())));
        }
        return "counter/customer";
    }
}
