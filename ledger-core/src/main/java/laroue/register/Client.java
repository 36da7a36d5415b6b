package laroue.register;

import java.util.Set;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;

/**
 * One who may ask, and for whom it asks.
 *
 * @param association where it belongs; null for a client above all associations
 * @param account whose money it moves; null unless it is a member's or a merchant's
 * @param desk which desk it operates; null for all others
 * @param may what a merchant's client may do; empty for all others, save one that may pay from any account
 * @param everyAssociation whether it stands above all associations
 * @param standing whose it is, and what that means for tokens and sessions
 */
public record Client(
        String id,
        Set<Role> roles,
        @Nullable AssociationCode association,
        @Nullable AccountNumber account,
        @Nullable MerchantId merchant,
        @Nullable String desk,
        Set<May> may,
        boolean everyAssociation,
        boolean revoked,
        Standing standing) {

    private static final Set<Role> STAFF = Set.of(Role.DESK, Role.TREASURER, Role.ADMIN, Role.AUDITOR);

    /**
     * Whose a client is.
     *
     * @param login the person whose access it is; null for a machine client
     * @param owner the person who entered a machine client, and counts as the one behind it; null where nobody does
     * @param program whether it gets tokens; never true of an access
     * @param pages whether a machine client signs in on pages
     * @param vouched whether a second person has seen whose access it is: rights of a login begin then
     * @param epoch raised whenever tokens and sessions that were begun before are to end
     */
    public record Standing(
            @Nullable String login,
            @Nullable String owner,
            boolean program,
            boolean pages,
            boolean vouched,
            int epoch) {

        static final Standing OF_A_MACHINE = new Standing(null, null, true, true, false, 0);
    }

    public Client {
        roles = Set.copyOf(roles);
        may = Set.copyOf(may);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(id + " has no role");
        }
        if (association == null && !everyAssociation) {
            throw new IllegalArgumentException(id + " belongs nowhere");
        }
    }

    /** One who works for an association. */
    public static Client of(AssociationCode association, String id, Role... roles) {
        return machine(id, Set.of(roles), association, null, null, null, Set.of(), false);
    }

    /** One who works for all associations. */
    public static Client aboveAll(String id, Role... roles) {
        return machine(id, Set.of(roles), null, null, null, null, Set.of(), true);
    }

    /** A member's own client. */
    public static Client member(String id, AccountNumber account) {
        return machine(id, Set.of(Role.MEMBER), account.association(), account, null, null, Set.of(), false);
    }

    /** A merchant's till or office. */
    public static Client merchant(String id, MerchantId merchant, AccountNumber account, Set<May> may) {
        return machine(id, Set.of(Role.MERCHANT), merchant.association(), account, merchant, null, may, false);
    }

    /** The operator of a desk. */
    public static Client desk(String id, AssociationCode association, @Nullable String desk) {
        return machine(id, Set.of(Role.DESK), association, null, null, desk, Set.of(), false);
    }

    /** The same with rights of its own. */
    public Client with(May... rights) {
        return new Client(
                id, roles, association, account, merchant, desk, Set.of(rights), everyAssociation, revoked, standing);
    }

    /** The same as an access of a person, whose rights have not begun. */
    public Client of(String login) {
        return standing(new Standing(login, null, false, true, false, 0));
    }

    /** The same as a person enters it: it stands for that person. */
    public Client ownedBy(String person) {
        return standing(new Standing(null, person, standing.program(), standing.pages(), false, 0));
    }

    /** The same without tokens and pages: it waits until a second person says that it is a program. */
    public Client waiting() {
        return standing(new Standing(null, standing.owner(), false, false, false, 0));
    }

    /** Whether it works for an association, and not with an account of its own. */
    public boolean isStaff() {
        return roles.stream().anyMatch(STAFF::contains);
    }

    /** The person whose access it is; null for a machine client. */
    public @Nullable String login() {
        return standing.login();
    }

    /**
     * Who stands behind it: the person whose access it is, or who entered it, or itself. Two clients of one person are no
     * two persons.
     */
    public String person() {
        if (standing.login() != null) {
            return standing.login();
        }
        return standing.owner() == null ? id : standing.owner();
    }

    /** Whether it may do what its roles say: an access of a person only after another one has seen whose it is. */
    public boolean hasBegun() {
        return standing.login() == null || standing.vouched();
    }

    private Client standing(Standing other) {
        return new Client(id, roles, association, account, merchant, desk, may, everyAssociation, revoked, other);
    }

    private static Client machine(
            String id,
            Set<Role> roles,
            @Nullable AssociationCode association,
            @Nullable AccountNumber account,
            @Nullable MerchantId merchant,
            @Nullable String desk,
            Set<May> may,
            boolean everyAssociation) {
        return new Client(
                id, roles, association, account, merchant, desk, may, everyAssociation, false, Standing.OF_A_MACHINE);
    }
}
