package laroue.api.account;

import java.util.List;
import laroue.api.http.Problems;
import laroue.api.security.Caller;
import laroue.register.Readings;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Member;
import org.springframework.stereotype.Component;

/** Finds members by what somebody typed, and notes who was shown whom (rule 57). */
@Component
public final class MemberSearch {

    /** How many characters may be typed. */
    public static final int LONGEST = 100;

    private final Statements statements;
    private final Readings readings;

    MemberSearch(Statements statements, Readings readings) {
        this.statements = statements;
        this.readings = readings;
    }

    /**
     * Members by number, card or words of their name, in the order of their numbers; of the caller's association.
     *
     * @param after the last number seen so far; empty to start
     * @param limit how many are shown at most; one more is found where there are more
     */
    public List<Member> find(Caller caller, String typed, String after, int limit) {
        if (typed.isBlank() || typed.length() > LONGEST) {
            throw Problems.malformed("q", "de 1 à " + LONGEST + " caractères sont attendus");
        }
        var found = statements.members(typed, caller.limitedTo().orElse(null), after, limit + 1);
        readings.enter(
                caller.client(),
                "members",
                found.stream().limit(limit).map(Member::number).toList());
        return found;
    }

    /**
     * As many as a page shows, and how many there are.
     *
     * @param total of all that were found, shown or not
     */
    public record Found(List<Member> members, long total) {

        /** Whether some are not shown. */
        public boolean isCut() {
            return total > members.size();
        }
    }

    /** The first of those that {@link #find} finds, with their number. */
    public Found first(Caller caller, String typed, int most) {
        var members = find(caller, typed, "", most);
        return members.size() <= most
                ? new Found(members, members.size())
                : new Found(
                        members.subList(0, most),
                        statements.countMembers(typed, caller.limitedTo().orElse(null)));
    }
}
