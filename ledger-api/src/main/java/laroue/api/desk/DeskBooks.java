package laroue.api.desk;

import java.util.Optional;
import laroue.api.http.Problems;
import laroue.decision.Heads;
import laroue.desk.Desk;
import laroue.desk.DeskEvent.SessionOpened;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.OperationId;
import laroue.value.Series;
import laroue.vault.Vault;
import org.springframework.stereotype.Component;

/** What a request about a desk needs to know before it is a command. */
@Component
final class DeskBooks {

    private final Heads heads;

    DeskBooks(Heads heads) {
        this.heads = heads;
    }

    /** The desk that a path or a body names. */
    Desk desk(String id) {
        return DeskId.parse(id)
                .flatMap(it -> heads.find(Desk.KIND, Desk.stream(it)))
                .orElseThrow(Problems::notFound);
    }

    /** Whether a session of a desk was opened by an operation, as the head of the ledger has it. */
    boolean opened(Desk desk, OperationId session) {
        return heads.eventsOf(session).stream()
                .anyMatch(it ->
                        it instanceof SessionOpened opened && opened.desk().equals(desk.id()));
    }

    /** The series that is meant where a body names none; empty before the first printing. */
    Optional<Series> current(AssociationCode association) {
        return Vault.of(heads, association).current();
    }
}
