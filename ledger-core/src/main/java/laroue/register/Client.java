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
        boolean revoked) {

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
        return new Client(id, Set.of(roles), association, null, null, null, Set.of(), false, false);
    }

    /** One who works for all associations. */
    public static Client aboveAll(String id, Role... roles) {
        return new Client(id, Set.of(roles), null, null, null, null, Set.of(), true, false);
    }

    /** A member's own client. */
    public static Client member(String id, AccountNumber account) {
        return new Client(id, Set.of(Role.MEMBER), account.association(), account, null, null, Set.of(), false, false);
    }

    /** A merchant's till or office. */
    public static Client merchant(String id, MerchantId merchant, AccountNumber account, Set<May> may) {
        return new Client(
                id, Set.of(Role.MERCHANT), merchant.association(), account, merchant, null, may, false, false);
    }

    /** The operator of a desk. */
    public static Client desk(String id, AssociationCode association, @Nullable String desk) {
        return new Client(id, Set.of(Role.DESK), association, null, null, desk, Set.of(), false, false);
    }

    /** The same with rights of its own. */
    public Client with(May... rights) {
        return new Client(id, roles, association, account, merchant, desk, Set.of(rights), everyAssociation, revoked);
    }
}
