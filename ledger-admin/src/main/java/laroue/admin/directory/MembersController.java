package laroue.admin.directory;

import java.time.InstantSource;
import java.util.List;
import laroue.account.Account;
import laroue.admin.frame.Asked;
import laroue.admin.frame.Bookings;
import laroue.admin.frame.Downloads;
import laroue.admin.frame.Downloads.Column;
import laroue.admin.frame.Downloads.Commune;
import laroue.admin.frame.Downloads.Word;
import laroue.admin.frame.Excerpt;
import laroue.admin.frame.Form;
import laroue.api.account.MemberSearch;
import laroue.api.command.ProblemException;
import laroue.api.command.RefusalProblems;
import laroue.api.security.Access;
import laroue.api.security.AllowedAs;
import laroue.api.security.Caller;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.decision.LedgerState;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.view.TimeRange;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Member;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Members: looked for, entered, and shown with their account. Whoever is shown one has that noted down (rule 57). */
@Controller
class MembersController {

    static final String SEARCH = "/annuaire";
    static final String ACCOUNTS = "/annuaire/comptes";

    private static final String NEW = ACCOUNTS + "/nouveau";
    private static final String OPEN = "POST /v1/accounts";
    private static final String OPEN_PAGE = "directory/new-account";

    private static final List<HolderKind> KINDS =
            List.of(HolderKind.INDIVIDUAL, HolderKind.ASSOCIATION, HolderKind.PUBLIC);

    private static final int MOST_FOUND = 50;

    private final MemberSearch search;
    private final Statements statements;
    private final LedgerState ledgerState;
    private final People people;
    private final Numbers numbers;
    private final Access access;
    private final Homes homes;
    private final Bookings bookings;
    private final Downloads downloads;
    private final InstantSource clock;

    MembersController(
            MemberSearch search,
            Statements statements,
            LedgerState ledgerState,
            People people,
            Numbers numbers,
            Access access,
            Homes homes,
            Bookings bookings,
            Downloads downloads,
            InstantSource clock) {
        this.search = search;
        this.statements = statements;
        this.ledgerState = ledgerState;
        this.people = people;
        this.numbers = numbers;
        this.access = access;
        this.homes = homes;
        this.bookings = bookings;
        this.downloads = downloads;
        this.clock = clock;
    }

    @AllowedAs("GET /v1/members")
    @GetMapping(SEARCH)
    String search(Caller caller, @RequestParam(defaultValue = "") String q, Model page) {
        page.addAttribute("q", q);
        page.addAttribute("today", BusinessDay.of(clock.instant()));
        page.addAttribute("mayOpen", caller.is(Role.ADMIN) || caller.is(Role.DESK));
        if (!q.isBlank()) {
            var found = search.first(caller, q.strip(), MOST_FOUND);
            page.addAttribute("found", found.members());
            page.addAttribute("cut", found.isCut());
            page.addAttribute("total", found.total());
        }
        return "directory/members";
    }

    /** Not for a desk, which looks up one person at a time. */
    @AllowedAs("GET /v1/merchants")
    @GetMapping(SEARCH + Downloads.FORMAT)
    ResponseEntity<byte[]> download(Caller caller, @RequestParam String q, @PathVariable String format) {
        return downloads.of(
                "adherents",
                format,
                List.of(
                        new Column<>("directory.name", Member::name),
                        new Column<>("directory.account", Member::number),
                        new Column<>("directory.kind", it -> new Word("directory.kind." + it.holderKind())),
                        new Column<>("directory.commune", it -> Commune.of(it.commune())),
                        new Column<>("directory.membership-until", Member::membershipUntil),
                        new Column<>("directory.state", it -> new Word("directory.account-state." + it.status()))),
                search.find(caller, q.strip(), "", Downloads.MOST));
    }

    /** The account with its holder; the head of the ledger knows both at once. */
    @AllowedAs("GET /v1/accounts/{n}/entries")
    @GetMapping(ACCOUNTS + "/{n}")
    String account(
            Caller caller,
            @PathVariable String n,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long avant,
            Model page) {
        var account = ledgerState
                .find(Account.TYPE, n)
                .orElseThrow(() -> new ProblemException(RefusalProblems.noSuchAccount(n)));
        page.addAttribute("account", account);
        page.addAttribute(
                "holder", people.find(account.number()).map(People.Person::name).orElse(null));
        page.addAttribute("today", BusinessDay.of(clock.instant()));
        page.addAttribute("mayAct", caller.is(Role.ADMIN));
        page.addAttribute(
                "entries",
                Excerpt.of(
                        statements.entries(account.number(), TimeRange.ALL, null, avant, MOST_FOUND + 1), MOST_FOUND));
        return "directory/account";
    }

    /** Whose accounts are opened here; a professional's is opened with its merchant. */
    @ModelAttribute("kinds")
    List<HolderKind> kinds() {
        return KINDS;
    }

    /** Whoever opens an account at a desk takes the membership there too, with its payment. */
    @ModelAttribute("atDesk")
    boolean atDesk(Caller caller) {
        return caller.isOnlyOperator();
    }

    @AllowedAs(OPEN)
    @GetMapping(NEW)
    String newAccount(Caller caller, Form form, Model page) {
        homes.offer(caller, form);
        return OPEN_PAGE;
    }

    @AllowedAs(OPEN)
    @PostMapping(NEW)
    String open(Caller caller, Form form, Model page) {
        var name = form.text("name", 200);
        var kind = form.oneOf("kind", HolderKind.class).filter(KINDS::contains).orElse(HolderKind.INDIVIDUAL);
        access.requireKind(caller, kind);
        var commune = form.has("commune") ? form.commune("commune") : null;
        var association = homes.of(caller, form);
        var until = form.day("membershipUntil").orElse(null);
        if (until != null && caller.isOnlyOperator()) {
            form.wrong("membershipUntil", "directory.membership.at-the-till");
        }
        if (form.isUnfinished()) {
            return OPEN_PAGE;
        }
        var number = numbers.account(association);
        Asked<AccountNumber> asked = bookings.showOrBook(
                caller,
                form,
                "name",
                it -> new OpenAccount(it, number, kind, commune, until),
                it -> people.enter(it.id(), number, name, null));
        return asked.leadsTo(page, OPEN_PAGE, SEARCH);
    }
}
