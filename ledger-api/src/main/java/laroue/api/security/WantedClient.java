package laroue.api.security;

import java.util.Set;
import laroue.api.http.Fields;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;

/**
 * Rights that a body asks for, of a machine client or of a person.
 *
 * @param account of a member or a merchant; null for all others
 * @param may what a merchant's client may do; null where the body does not say
 */
record WantedClient(
        Role role,
        @Nullable AssociationCode association,
        @Nullable String account,
        @Nullable String desk,
        @Nullable Set<May> may) {

    /** Reads what its role asks for; what belongs to another role is refused like a field that there is not. */
    static WantedClient of(Fields it) {
        var role = it.oneOf("role", Role.class);
        var holds = role == Role.MEMBER || role == Role.MERCHANT;
        return new WantedClient(
                role,
                it.has("association") ? it.association("association") : null,
                holds ? it.text("account", 100) : null,
                role == Role.DESK ? it.textOrNull("desk", 100) : null,
                role == Role.MERCHANT ? it.setOrNull("may", May.class) : null);
    }

    WantedClient with(Set<May> rights) {
        return new WantedClient(role, association, account, desk, rights);
    }
}
