package laroue.api.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.EnumSet;
import java.util.Set;
import laroue.register.May;
import laroue.register.Role;
import org.springframework.http.HttpMethod;

/**
 * One line of the table of who may do what ({@link Access#RULES}).
 *
 * @param pattern the path, its variable in braces
 * @param may what a merchant's client must be allowed, one of these at least; empty: nothing
 * @param orForAnyone whether those who may pay from any account are let in as well
 * @param aboveAll whether only those above all associations are let in
 */
public record AccessRule(
        HttpMethod method,
        String pattern,
        Set<Role> roles,
        Set<May> may,
        Of of,
        boolean orForAnyone,
        boolean aboveAll) {

    /** What the variable of a path names, and so who may see it. */
    public enum Of {
        /** No object, or one that everybody may know. */
        NOTHING,
        /** An account: its holder's client, or who works for its association. */
        ACCOUNT,
        MERCHANT,
        /** A payment: both parties, or who works for an association concerned. */
        PAYMENT,
        /** A payment that the caller received. */
        RECEIVED_PAYMENT,
        ISSUANCE,
        RECONVERSION,
        CARD,
        ASSOCIATION,
        CLIENT,
        /** A person who has, or had, an access that the caller governs. */
        LOGIN,
        /** A desk: its operators, or who does more for its association. */
        DESK,
        SHIPMENT,
        REMITTANCE,
        /** An operation at the counter of a desk. */
        SERVICE,
        /** What waits for a second person. */
        WAITING
    }

    /** Open to some roles, and to auditors, who read whatever anybody reads. */
    static AccessRule get(String pattern, Role... roles) {
        var readers = EnumSet.of(Role.AUDITOR, roles);
        return new AccessRule(GET, pattern, Set.copyOf(readers), Set.of(), Of.NOTHING, false, false);
    }

    static AccessRule post(String pattern, Role... roles) {
        return new AccessRule(POST, pattern, Set.of(roles), Set.of(), Of.NOTHING, false, false);
    }

    /** Whether the caller's role, and the rights of a merchant's client, reach that far. */
    public boolean admits(Caller caller) {
        if (aboveAll && !caller.everyAssociation()) {
            return false;
        }
        return caller.roles().stream().anyMatch(it -> roles.contains(it) && (it != Role.MERCHANT || mayBy(caller)))
                || (orForAnyone && caller.paysForAnyone());
    }

    private boolean mayBy(Caller caller) {
        return may.isEmpty() || caller.may().stream().anyMatch(may::contains);
    }

    AccessRule whoMay(May... rights) {
        return new AccessRule(method, pattern, roles, Set.of(rights), of, orForAnyone, aboveAll);
    }

    AccessRule on(Of what) {
        return new AccessRule(method, pattern, roles, may, what, orForAnyone, aboveAll);
    }

    AccessRule alsoForAnyone() {
        return new AccessRule(method, pattern, roles, may, of, true, aboveAll);
    }

    AccessRule onlyAboveAll() {
        return new AccessRule(method, pattern, roles, may, of, orForAnyone, true);
    }
}
