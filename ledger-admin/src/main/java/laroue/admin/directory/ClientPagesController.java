package laroue.admin.directory;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.account.Account;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Downloads.Words;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.admin.frame.Onwards;
import laroue.api.command.Problems;
import laroue.api.desk.DeskBooks;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.Enrolment;
import laroue.api.security.Enrolment.Description;
import laroue.api.security.Enrolment.Enrolling;
import laroue.api.security.Enrolment.Shown;
import laroue.api.security.Invitations;
import laroue.decision.LedgerState;
import laroue.merchant.Merchant;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.MachineClient;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.HolderKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may sign in, and which programs may ask. A secret is shown once, on the page that answers the form. */
@Controller
class ClientPagesController {

    static final String LIST = "/annuaire/acces";

    private static final String STAFF = LIST + "/nouveau";
    private static final String OF_MEMBER = MembersController.ACCOUNTS + "/{n}/acces";
    private static final String OF_DESK = DesksController.LIST + "/{d}/acces";
    private static final String OF_MERCHANT = MerchantsController.LIST + "/{id}/acces";
    private static final String ROTATION = LIST + "/{id}/secret";
    private static final String PROGRAM_PAGE = LIST + "/{id}/programme";
    private static final String FACTOR_PAGE = LIST + "/{id}/facteur";
    private static final String REVOCATION = LIST + "/{id}/retrait";

    private static final String READ = "GET /v1/clients";
    private static final String ENTER = "POST /v1/clients";
    private static final String ENTER_OF_DESK = "POST /v1/desks/{d}/clients";
    private static final String ENTER_OF_MERCHANT = "POST /v1/merchants/{id}/clients";
    private static final String ROTATE = "POST /v1/clients/{id}/rotate";
    private static final String PROGRAM = "POST /v1/clients/{id}/program";
    private static final String REVOKE = "POST /v1/clients/{id}/revoke";

    private static final String PAGE = "directory/client";

    /** Who works for an association as a whole. */
    private static final Set<Role> WHOLE = EnumSet.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR);

    /** How long an old secret may be kept, as the form offers it. */
    private static final Map<String, Integer> KEPT_HOURS = Map.of("hour", 1, "day", 24, "week", 7 * 24);

    private static final int MOST = 500;

    private final Clients clients;
    private final Enrolment enrolment;
    private final Bookings bookings;
    private final Invitations invitations;
    private final DeskBooks books;
    private final LedgerState ledgerState;
    private final Access access;
    private final Homes homes;
    private final Downloads downloads;

    ClientPagesController(
            Clients clients,
            Enrolment enrolment,
            Bookings bookings,
            Invitations invitations,
            DeskBooks books,
            LedgerState ledgerState,
            Access access,
            Homes homes,
            Downloads downloads) {
        this.clients = clients;
        this.enrolment = enrolment;
        this.bookings = bookings;
        this.invitations = invitations;
        this.books = books;
        this.ledgerState = ledgerState;
        this.access = access;
        this.homes = homes;
        this.downloads = downloads;
    }

    @AllowedAs(READ)
    @GetMapping(LIST)
    String clients(Caller caller, @RequestParam(defaultValue = "") String apres, Model page) {
        page.addAttribute("clients", Excerpt.of(clients.list(caller.limitedTo().orElse(null), apres, MOST + 1), MOST));
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        page.addAttribute("mayConfirm", caller.is(Role.ADMIN) || caller.is(Role.TREASURER));
        return "directory/clients";
    }

    @AllowedAs(READ)
    @GetMapping(LIST + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @PathVariable String format) {
        return downloads.of(
                "acces",
                format,
                List.of(
                        new Column<MachineClient>(
                                "directory.client", it -> it.client().id()),
                        new Column<>("directory.client-name", MachineClient::name),
                        new Column<>("directory.purpose", MachineClient::purpose),
                        new Column<>("directory.owner", MachineClient::owner),
                        new Column<>("directory.last-used", MachineClient::lastUsedAt),
                        new Column<>(
                                "directory.roles",
                                it -> words("role.", it.client().roles())),
                        new Column<>(
                                "directory.may",
                                it -> words("directory.may.", it.client().may())),
                        new Column<>("directory.association", it -> it.client().association()),
                        new Column<>("directory.desk", it -> it.client().desk()),
                        new Column<>("directory.merchant", it -> it.client().merchant()),
                        new Column<>("directory.account", it -> it.client().account()),
                        new Column<>(
                                "directory.state",
                                it -> new Word(it.client().revoked() ? "directory.revoked" : "directory.active"))),
                clients.list(caller.limitedTo().orElse(null), "", Downloads.ASKED));
    }

    private static Words words(String prefix, Set<? extends Enum<?>> constants) {
        return new Words(constants.stream().sorted().map(it -> prefix + it).toList());
    }

    @AllowedAs(ENTER)
    @ActMapping(STAFF)
    String staff(Caller caller, Form form, Model page) {
        if (form.isSent()) {
            return enterStaff(caller, form, page);
        }
        homes.offer(caller, form);
        return show("staff", page);
    }

    private String enterStaff(Caller caller, Form form, Model page) {
        var role = form.oneOf("role", Role.class).filter(WHOLE::contains);
        if (role.isEmpty()) {
            form.wrong("role", "form.choice");
        }
        var association = homes.of(caller, form);
        return form.isComplete()
                ? enter(caller, Client.of(association, Enrolment.freshId(), role.orElseThrow()), "staff", form, page)
                : show("staff", page);
    }

    /** Of whoever holds an account and is no professional: those have their access with their business. */
    @AllowedAs(ENTER)
    @ActMapping(OF_MEMBER)
    String ofMember(Caller caller, @PathVariable String n, Form form, Model page) {
        var account = ledgerState
                .find(Account.TYPE, access.requireAccount(caller, n).number())
                .filter(it -> it.kind() != HolderKind.PROFESSIONAL)
                .orElseThrow(Problems::notFound);
        if (form.isSent()) {
            return enter(caller, Client.member(Enrolment.freshId(), account.number()), "member", form, page);
        }
        return show("member", page);
    }

    @AllowedAs(ENTER_OF_DESK)
    @ActMapping(OF_DESK)
    String ofDesk(Caller caller, @PathVariable String d, Form form, Model page) {
        if (form.isSent()) {
            var desk = books.desk(d);
            return enter(
                    caller,
                    Client.desk(
                            Enrolment.freshId(), desk.association(), desk.id().id()),
                    "desk",
                    form,
                    page);
        }
        return show("desk", page);
    }

    @AllowedAs(ENTER_OF_MERCHANT)
    @ActMapping(OF_MERCHANT)
    String ofMerchant(Caller caller, @PathVariable String id, Form form, Model page) {
        if (form.isSent()) {
            var merchant = ledgerState.find(Merchant.TYPE, id).orElseThrow(Problems::notFound);
            var may = EnumSet.of(May.READ);
            EnumSet.allOf(May.class).stream()
                    .filter(it -> form.holds("may", it.name()))
                    .forEach(may::add);
            var client = Client.merchant(Enrolment.freshId(), merchant.id(), merchant.account(), may);
            return enter(caller, client, "merchant", form, page);
        }
        return show("merchant", page);
    }

    @AllowedAs(ROTATE)
    @ActMapping(ROTATION)
    String rotate(Caller caller, @PathVariable String id, Form form, Model page) {
        if (form.isSent()) {
            var keep = Duration.ofHours(form.has("keep") ? KEPT_HOURS.getOrDefault(form.value("keep"), 0) : 0);
            var enrolling = enrolment.rotating(caller, id, keep);
            if (enrolling.isEmpty()) {
                form.wrong("secret", "directory.shown-before");
            } else {
                return carryOut(caller, enrolling.get(), "rotate", form, page);
            }
        }
        return show("rotate", page);
    }

    /** For who signs in with a client and lost the application: one person asks, another agrees by asking too. */
    @AllowedAs(PROGRAM)
    @ActMapping(FACTOR_PAGE)
    String forgetFactor(Caller caller, @PathVariable String id, Form form, Model page) {
        if (form.isSent()) {
            switch (invitations.forgetFactor(caller, id)) {
                case FORGOTTEN -> {
                    return "redirect:" + LIST + "?fait=" + LIST;
                }
                case WAITS -> form.wrong("secret", "directory.factor.waits");
                case NONE -> form.wrong("secret", "directory.factor.none");
            }
        }
        return show("factor", page);
    }

    /** A second person says that a client is a program. */
    @AllowedAs(PROGRAM)
    @ActMapping(PROGRAM_PAGE)
    String program(Caller caller, @PathVariable String id, Form form, Model page) {
        if (form.isSent()) {
            switch (enrolment.makeProgram(caller, id)) {
                case TAKEN -> {
                    return "redirect:" + LIST + "?fait=" + LIST;
                }
                case ALREADY -> form.wrong("secret", "directory.program.already");
                case SECOND_PERSON_NEEDED -> form.wrong("secret", "directory.program.another");
            }
        }
        return show("program", page);
    }

    @AllowedAs(REVOKE)
    @ActMapping(REVOCATION)
    String revoke(Caller caller, @PathVariable String id, Form form, Model page) {
        if (form.isSent()) {
            enrolment.revoke(caller, id);
            Onwards.sayDone();
            return "redirect:" + LIST;
        }
        return show("revoke", page);
    }

    private String enter(Caller caller, Client client, String act, Form form, Model page) {
        var description = new Description(orNull(form, "name"), orNull(form, "purpose"));
        return form.isComplete()
                ? carryOut(caller, enrolment.entering(caller, client, description), act, form, page)
                : show(act, page);
    }

    /** Recorded first, then done in the register. The same form once more shows nothing: who lost the secret asks for a new one. */
    private String carryOut(Caller caller, Enrolling enrolling, String act, Form form, Model page) {
        if (enrolment.wasShown(caller, form.key())) {
            form.wrong("secret", "directory.shown-before");
            return show(act, page);
        }
        Asked<Shown> asked = bookings.bookAndShowOnce(
                caller, form, "secret", enrolling.operation(), enrolling.command(), enrolling.shown());
        if (asked instanceof Asked.Shown<Shown> it) {
            enrolment.apply(enrolling.command());
            page.addAttribute("shown", it.preview());
        }
        return asked instanceof Asked.Waiting<Shown> it ? it.redirect() : show(act, page);
    }

    private static @Nullable String orNull(Form form, String field) {
        return form.has(field) ? form.text(field, 100) : null;
    }

    private static String show(String act, Model page) {
        page.addAttribute("act", act);
        page.addAttribute("rights", May.values());
        page.addAttribute("staffRoles", WHOLE);
        return PAGE;
    }
}
