package laroue.trials.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Secrets;
import laroue.trials.node.Store;
import laroue.value.AccountNumber;

/**
 * Members with a client of their own, who pay over HTTP.
 *
 * @param accounts whose they are
 */
record Payers(List<AccountNumber> accounts) {

    private static final String CLIENT_SECRET = "bench";

    Payers {
        accounts = List.copyOf(accounts);
    }

    /** Enters their clients in the register. */
    void enter(Core core) {
        var clients = new Clients(core.db());
        var hash = new Secrets(Store.SECRET).hashOfClientSecret(CLIENT_SECRET);
        accounts.forEach(it -> clients.ensure(Client.member(id(it), it), hash));
    }

    /** What each one shows to get a token, as HTTP's Basic authentication has it. */
    List<String> credentials() {
        var credentials = new ArrayList<String>();
        for (var account : accounts) {
            var pair = id(account) + ":" + CLIENT_SECRET;
            credentials.add("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
        return credentials;
    }

    private static String id(AccountNumber account) {
        return "member-" + account;
    }
}
