package laroue.api.security;

import java.util.Optional;
import java.util.Set;
import laroue.register.Client;
import laroue.register.Client.Standing;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as the register knows it now and not as a token once said. A parameter of this type in a controller's
 * method is given by the room of security.
 *
 * @param client the client's id; the actor of what it asks for
 * @param association where it belongs; null for a caller above all associations
 * @param account whose money it moves; null unless it is a member's or a merchant's
 * @param everyAssociation whether it stands above all associations
 * @param person who stands behind it: two clients of one person are no two persons
 * @param standing whose it is, and what that means for tokens and sessions
 * @param hasBegun whether it may do what its roles say; false for a person whom no other one has seen yet
 */
public record Caller(
        String client,
        Set<Role> roles,
        @Nullable AssociationCode association,
        @Nullable AccountNumber account,
        @Nullable MerchantId merchant,
        @Nullable String desk,
        Set<May> may,
        boolean everyAssociation,
        String person,
        Standing standing,
        boolean hasBegun) {

    private static final Set<Role> STAFF = Set.of(Role.DESK, Role.TREASURER, Role.ADMIN, Role.AUDITOR);

    /** The rights of a merchant's client that its holder acts by: each shows the balance anyway. */
    private static final Set<May> BY_HOLDER = Set.of(May.READ, May.PAY, May.RECONVERT);

    static Caller of(Client client) {
        return new Caller(
                client.id(),
                client.roles(),
                client.association(),
                client.account(),
                client.merchant(),
                client.desk(),
                client.may(),
                client.everyAssociation(),
                client.person(),
                client.standing(),
                client.hasBegun());
    }

    /** Whether it works for an association, and not with an account of its own. */
    public boolean isStaff() {
        return roles.stream().anyMatch(STAFF::contains);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether it operates a desk and does nothing more: it sees its own desk alone, and counts blind (rule 29). */
    public boolean isOnlyOperator() {
        return roles.equals(Set.of(Role.DESK));
    }

    /** Whether it may pay from accounts that are not its own: for load tests. */
    public boolean paysForAnyone() {
        return everyAssociation && may.contains(May.PAY);
    }

    /** The association that its lists are limited to; empty for a caller above all of them. */
    public Optional<AssociationCode> limitedTo() {
        return everyAssociation ? Optional.empty() : Optional.ofNullable(association);
    }

    /** Whether it works for this association: its books are open to it, as far as its role goes. */
    public boolean worksFor(AssociationCode code) {
        return everyAssociation || (code.equals(association) && isStaff());
    }

    /** Whether it works at this desk, or for its association as more than the operator of another of its desks. */
    public boolean worksAt(DeskId id, AssociationCode code) {
        return worksFor(code) && (!isOnlyOperator() || id.id().equals(desk));
    }

    /** Whether this account is its own, or of an association that it works for. */
    public boolean sees(AccountNumber number) {
        return number.equals(account) || worksFor(number.association());
    }

    /** Whether it may know what this account holds: a till that only takes payments may not, nor may a desk. */
    public boolean readsBalanceOf(AccountNumber number) {
        return number.equals(account)
                ? !is(Role.MERCHANT) || may.stream().anyMatch(BY_HOLDER::contains)
                : worksFor(number.association()) && !isOnlyOperator();
    }
}
