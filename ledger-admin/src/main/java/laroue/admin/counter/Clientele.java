package laroue.admin.counter;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import laroue.account.Account;
import laroue.api.account.MemberSearch;
import laroue.api.command.ProblemException;
import laroue.api.command.RefusalProblems;
import laroue.api.security.Caller;
import laroue.register.People;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who comes to a counter. */
@Component
final class Clientele {

    /** More than a person reads; who is not among them is looked for by another word. */
    private static final int MOST_FOUND = 20;

    private final MemberSearch search;
    private final Statements statements;
    private final People people;
    private final InstantSource clock;

    Clientele(MemberSearch search, Statements statements, People people, InstantSource clock) {
        this.search = search;
        this.statements = statements;
        this.people = people;
        this.clock = clock;
    }

    /**
     * One person or business, as a counter may know it.
     *
     * @param name null once the person was erased
     * @param upToDate whether the membership holds today
     * @param commune its INSEE code; null if it was not given
     * @param email so much of it as tells two persons of one name apart; null where it is not asked for
     */
    record Customer(
            String number,
            @Nullable String name,
            HolderKind kind,
            Account.Status status,
            @Nullable LocalDate membershipUntil,
            boolean upToDate,
            @Nullable String commune,
            @Nullable String email) {}

    /**
     * Those who were looked for.
     *
     * @param total how many there are, shown or not
     */
    record Customers(List<Customer> shown, long total) {

        boolean isCut() {
            return total > shown.size();
        }
    }

    /** By number, card or words of the name; none while nothing is typed. */
    Customers search(Caller caller, String typed) {
        if (typed.isBlank()) {
            return new Customers(List.of(), 0);
        }
        var found = search.first(caller, typed, MOST_FOUND);
        return new Customers(
                found.members().stream().map(it -> customer(it, null)).toList(), found.total());
    }

    /** Who may be the one of this name; a very long name by its beginning. */
    List<Customer> alike(Caller caller, String name) {
        return search(caller, name.substring(0, Math.min(name.length(), MemberSearch.LONGEST)))
                .shown();
    }

    /**
     * The one with this number.
     *
     * @throws ProblemException as {@code no-such-account}
     */
    Customer find(Caller caller, String number) {
        var account = AccountNumber.parse(number);
        var member = account.filter(it -> caller.limitedTo().stream().allMatch(it.association()::equals))
                .flatMap(statements::member)
                .orElseThrow(() -> new ProblemException(RefusalProblems.noSuchAccount(number)));
        var email = account.flatMap(people::find).flatMap(it -> Optional.ofNullable(it.email()));
        return customer(member, email.map(Clientele::masked).orElse(null));
    }

    private Customer customer(Member it, @Nullable String email) {
        var until = it.membershipUntil();
        return new Customer(
                it.number(),
                it.name(),
                it.holderKind(),
                it.status(),
                until,
                until != null && !until.isBefore(BusinessDay.of(clock.instant())),
                it.commune(),
                email);
    }

    /** As in {@code a…@exemple.fr}. */
    static String masked(String email) {
        int at = email.indexOf('@');
        return at < 1 ? "…" : email.charAt(0) + "…" + email.substring(at);
    }
}
