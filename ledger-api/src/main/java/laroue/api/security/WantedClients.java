package laroue.api.security;

import java.util.Set;
import laroue.account.Account;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.association.Association;
import laroue.decision.LedgerState;
import laroue.desk.Desk;
import laroue.register.Client;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.DeskId;
import laroue.value.HolderKind;
import org.springframework.stereotype.Component;

/** Makes clients of what a body asks for, where its objects are the caller's to give. */
@Component
final class WantedClients {

    private final Access access;
    private final LedgerState ledgerState;

    WantedClients(Access access, LedgerState ledgerState) {
        this.access = access;
        this.ledgerState = ledgerState;
    }

    /**
     * A client with a new id.
     *
     * @throws ProblemException if the objects are not there, are another's, or do not go with the role
     */
    Client client(Caller caller, WantedClient wanted) {
        var id = ClientSecrets.freshId();
        if (wanted.account() != null) {
            return holder(id, account(caller, wanted.account()), wanted);
        }
        var role = wanted.role();
        var code = wanted.association() == null ? caller.association() : wanted.association();
        if (code == null) {
            // Above all associations one may only look.
            if (role == Role.AUDITOR) {
                return Client.aboveAll(id, Role.AUDITOR);
            }
            throw Problems.malformed("association", Sentence.of("field.which-association"));
        }
        access.requireAssociation(caller, code);
        if (ledgerState.find(Association.TYPE, code.code()).isEmpty()) {
            throw Denied.notFound();
        }
        if (wanted.desk() != null && !desk(wanted.desk()).association().equals(code)) {
            throw Denied.notFound();
        }
        return role == Role.DESK ? Client.desk(id, code, wanted.desk()) : Client.of(code, id, role);
    }

    private Desk desk(String id) {
        return DeskId.parse(id)
                .flatMap(it -> ledgerState.find(Desk.TYPE, Desk.stream(it)))
                .orElseThrow(Denied::notFound);
    }

    private static Client holder(String id, Account account, WantedClient wanted) {
        var code = wanted.association();
        if (code != null && !code.equals(account.number().association())) {
            throw Problems.malformed("association", Sentence.of("field.another-association"));
        }
        if ((wanted.role() == Role.MERCHANT) != (account.kind() == HolderKind.PROFESSIONAL)) {
            throw Problems.malformed("role", Sentence.of("field.role"));
        }
        var merchant = account.merchant();
        return merchant == null
                ? Client.member(id, account.number())
                : Client.merchant(
                        id, merchant, account.number(), wanted.may() == null ? Set.of(May.READ) : wanted.may());
    }

    private Account account(Caller caller, String number) {
        return ledgerState
                .find(Account.TYPE, access.requireAccount(caller, number).number())
                .orElseThrow(Denied::noSuchAccount);
    }
}
