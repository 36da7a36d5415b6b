package laroue.admin.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import laroue.account.Account;
import laroue.admin.frame.ActMapping;
import laroue.admin.frame.Form;
import laroue.api.command.Problems;
import laroue.api.desk.DeskBooks;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.api.security.Enrolment;
import laroue.api.security.Invitations;
import laroue.api.security.LinkMails;
import laroue.api.security.Sessions;
import laroue.api.security.mail.Mailer.Sent;
import laroue.decision.LedgerState;
import laroue.register.Client;
import laroue.register.Login;
import laroue.register.May;
import laroue.register.Role;
import laroue.register.SecondFactors.Forgetting;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.view.desk.DeskQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The people who sign in for an association: invited, given accesses, and closed in one act when they leave. */
@Controller
class TeamController {

    static final String LIST = "/equipe";

    private static final String READ = "GET /v1/clients";
    private static final String ENTER = "POST /v1/clients";
    private static final String INVITE = LIST + "/inviter";
    private static final String PERSON = LIST + "/{l}";

    /** Who works for an association as a whole. */
    private static final Set<Role> WHOLE = EnumSet.of(Role.TREASURER, Role.ADMIN, Role.AUDITOR);

    /** Who has an account. */
    private static final Set<Role> HOLDERS = EnumSet.of(Role.MEMBER, Role.MERCHANT);

    private static final int MOST = 500;

    private final Invitations invitations;
    private final Accesses accesses;
    private final Access access;
    private final DeskQueries desks;
    private final DeskBooks books;
    private final LedgerState ledgerState;
    private final LinkMails mails;
    private final Sessions sessions;

    TeamController(
            Invitations invitations,
            Accesses accesses,
            Access access,
            DeskQueries desks,
            DeskBooks books,
            LedgerState ledgerState,
            LinkMails mails,
            Sessions sessions) {
        this.invitations = invitations;
        this.accesses = accesses;
        this.access = access;
        this.desks = desks;
        this.books = books;
        this.ledgerState = ledgerState;
        this.mails = mails;
        this.sessions = sessions;
    }

    /** A person with what this caller may know of the accesses. */
    record Member(Login login, List<Accesses.Described> accesses) {}

    @AllowedAs(READ)
    @GetMapping(LIST)
    String team(Caller caller, Model page) {
        page.addAttribute(
                "people",
                invitations.people(caller.limitedTo().orElse(null), MOST).stream()
                        .map(it -> member(caller, it))
                        .toList());
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        return "people/team";
    }

    private Member member(Caller caller, Login login) {
        return new Member(
                login,
                accesses.described(invitations.accesses(caller, login.id()).stream()
                        .filter(it -> login.closed() || !it.revoked())
                        .toList()));
    }

    @AllowedAs(ENTER)
    @ActMapping(INVITE)
    String invite(Caller caller, Form form, Model page) {
        caller.limitedTo().ifPresent(it -> form.with("association", it.code()));
        page.addAttribute("roles", Role.values());
        page.addAttribute("desks", desks.desks(caller.limitedTo().orElse(null), null, "", MOST));
        if (form.isSent()) {
            var name = form.text("name", 100);
            var email = form.text("email", Login.EMAIL, "people.email.wrong");
            var client = wanted(caller, form);
            if (form.isComplete() && client != null) {
                var invited = invitations.invite(caller, name, email, client);
                page.addAttribute("invited", invited.login());
                give(invited.login(), invited.token(), page);
            }
        }
        return "people/invite";
    }

    /** Sends a link to the person; where that is not sure to have worked, it is shown to copy. */
    private void give(Login login, @Nullable String token, Model page) {
        if (token != null) {
            var sent = mails.send(login, token);
            page.addAttribute("sent", sent);
            page.addAttribute("link", sent == Sent.TAKEN ? null : LinkMails.path(token));
        }
    }

    private @Nullable Client wanted(Caller caller, Form form) {
        var role = form.oneOf("role", Role.class).orElse(null);
        if (role == null) {
            form.wrong("role", "form.choice");
            return null;
        }
        if (HOLDERS.contains(role)) {
            return ofAccount(caller, role, form);
        }
        if (role == Role.DESK) {
            return ofDesk(caller, form);
        }
        var code = form.text("association", 10);
        if (!AssociationCode.isWellFormed(code) || !WHOLE.contains(role)) {
            form.wrong("association", "people.association.wrong");
            return null;
        }
        access.requireAssociation(caller, new AssociationCode(code));
        return Client.of(new AssociationCode(code), Enrolment.freshId(), role);
    }

    private @Nullable Client ofDesk(Caller caller, Form form) {
        var typed = form.text("desk", 100);
        if (!form.isComplete()) {
            return null;
        }
        var desk = books.desk(typed);
        access.requireAssociation(caller, desk.association());
        return Client.desk(Enrolment.freshId(), desk.association(), desk.id().id());
    }

    private @Nullable Client ofAccount(Caller caller, Role role, Form form) {
        var account = AccountNumber.parse(form.text("account", 40))
                .filter(it -> caller.worksFor(it.association()))
                .flatMap(it -> ledgerState.find(Account.TYPE, it.number()))
                .filter(it -> (role == Role.MERCHANT) == (it.kind() == HolderKind.PROFESSIONAL));
        if (account.isEmpty()) {
            form.wrong("account", "people.account.wrong");
            return null;
        }
        var merchant = account.get().merchant();
        return merchant == null
                ? Client.member(Enrolment.freshId(), account.get().number())
                : Client.merchant(Enrolment.freshId(), merchant, account.get().number(), EnumSet.allOf(May.class));
    }

    @AllowedAs(READ)
    @GetMapping(PERSON)
    String person(Caller caller, @PathVariable String l, Model page) {
        return show(caller, login(caller, l), page);
    }

    private String show(Caller caller, Login login, Model page) {
        page.addAttribute("person", login);
        page.addAttribute("accesses", accesses.described(invitations.accesses(caller, login.id())));
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        page.addAttribute("mayForget", caller.is(Role.ADMIN) || caller.is(Role.TREASURER));
        page.addAttribute("forgetting", invitations.forgettingAsked(login.id()));
        page.addAttribute("sessions", caller.is(Role.ADMIN) ? sessions.of(login.id()) : List.of());
        page.addAttribute("self", login.id().equals(caller.person()));
        return "people/person";
    }

    /** A new link: the first one is lost, or the passphrase is forgotten. */
    @AllowedAs(ENTER)
    @PostMapping(PERSON + "/lien")
    String link(Caller caller, @PathVariable String l, Model page) {
        var login = open(caller, l);
        give(login, invitations.link(caller, login), page);
        return show(caller, login, page);
    }

    @AllowedAs(ENTER)
    @PostMapping(PERSON + "/acces")
    String end(Caller caller, @PathVariable String l, @RequestParam(defaultValue = "") String access) {
        var login = login(caller, l);
        invitations.accesses(caller, login.id()).stream()
                .filter(it -> it.id().equals(access))
                .forEach(it -> invitations.revoke(caller, it.id()));
        return "redirect:" + LIST + "/" + login.id();
    }

    @AllowedAs(ENTER)
    @PostMapping(PERSON + "/sessions")
    String endSessions(Caller caller, @PathVariable String l, @RequestParam(defaultValue = "") String session) {
        var login = login(caller, l);
        if (session.isEmpty()) {
            invitations.endSessions(login.id());
        } else {
            sessions.end(login.id(), session);
        }
        return "redirect:" + LIST + "/" + login.id();
    }

    @AllowedAs(ENTER)
    @PostMapping(PERSON + "/depart")
    String leave(Caller caller, @PathVariable String l) {
        invitations.leave(caller, login(caller, l).id());
        return "redirect:" + LIST;
    }

    /** One asks, another agrees: nobody takes the second factor of another away alone. */
    @AllowedAs(READ)
    @PostMapping(PERSON + "/facteur")
    String forgetFactor(Caller caller, @PathVariable String l, Model page) {
        var login = open(caller, l);
        if (!caller.is(Role.ADMIN) && !caller.is(Role.TREASURER)) {
            throw Problems.notFound();
        }
        var what = invitations.forgetFactor(caller, login.id());
        page.addAttribute("forgotten", what == Forgetting.FORGOTTEN);
        return show(caller, login, page);
    }

    /** A person that this caller may see: one with an access, or a former one, where the caller works. */
    private Login login(Caller caller, String id) {
        return invitations
                .find(id)
                .filter(it -> !invitations.accesses(caller, it.id()).isEmpty())
                .orElseThrow(Problems::notFound);
    }

    private Login open(Caller caller, String id) {
        var login = login(caller, id);
        if (login.closed()) {
            throw Problems.notFound();
        }
        return login;
    }
}
