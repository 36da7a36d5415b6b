package laroue.admin.people;

import java.util.List;
import java.util.Objects;
import laroue.register.Client;
import laroue.register.DeskNames;
import laroue.register.Role;
import laroue.value.DeskId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an access is called on pages: its role, and where. */
@Component
final class Accesses {

    private final DeskNames desks;

    Accesses(DeskNames desks) {
        this.desks = desks;
    }

    /**
     * One access.
     *
     * @param place the desk, the account or the association; null above all of them
     */
    record Described(String id, List<Role> roles, @Nullable String place, boolean waits, boolean ended) {}

    List<Described> described(List<Client> accesses) {
        return accesses.stream().map(this::described).toList();
    }

    private Described described(Client it) {
        return new Described(it.id(), it.roles().stream().sorted().toList(), place(it), !it.hasBegun(), it.revoked());
    }

    private @Nullable String place(Client it) {
        if (it.desk() != null) {
            return desks.find(new DeskId(it.desk())).orElse(it.desk());
        }
        return it.account() != null ? it.account().toString() : Objects.toString(it.association(), null);
    }
}
