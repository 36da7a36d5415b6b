package laroue.api.account;

import java.util.List;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.security.Caller;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Member;
import org.springframework.stereotype.Component;

/**
 * Finds members by what somebody typed. An operator looks up who stands at the counter: a few people at a time, and never a
 * list that goes on.
 */
@Component
public final class MemberSearch {

    /** How many characters may be typed. */
    public static final int LONGEST = 100;

    /** How many people an operator is shown at most. */
    private static final int MOST_OF_OPERATORS = 20;

    private final Statements statements;

    MemberSearch(Statements statements) {
        this.statements = statements;
    }

    /**
     * Members by number, card or words of their name, in the order of their numbers; of the caller's association.
     *
     * @param after the last number seen so far; empty to start
     * @param limit how many are shown at most; one more is found where there are more, but an operator is shown no more than
     *     {@value #MOST_OF_OPERATORS}, which have no sequel
     */
    public List<Member> find(Caller caller, String typed, String after, int limit) {
        if (typed.isBlank() || typed.length() > LONGEST) {
            throw Problems.malformed("q", Sentence.of("field.characters", Map.of("most", LONGEST)));
        }
        var association = caller.limitedTo().orElse(null);
        if (!caller.isOnlyOperator()) {
            return statements.members(typed, association, after, limit + 1);
        }
        return after.isEmpty()
                ? statements.members(typed, association, after, Math.min(limit, MOST_OF_OPERATORS))
                : List.of();
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
        return members.size() < most
                ? new Found(members, members.size())
                : new Found(
                        members.subList(0, Math.min(most, members.size())),
                        statements.countMembers(typed, caller.limitedTo().orElse(null)));
    }
}
