package laroue.api.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import laroue.account.Account;
import laroue.association.Association;
import laroue.decision.Heads;
import laroue.merchant.Merchant;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.May;
import laroue.register.Role;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The clients themselves: entered by an admin, their secret shown once. A key that was used for an answer with a secret
 * gets no replay.
 */
@RestController
class ClientsController {

    private static final int MOST_ITEMS = 500;

    private final Clients clients;
    private final Callers callers;
    private final ClientSecrets secrets;
    private final Access access;
    private final Heads heads;

    ClientsController(Clients clients, Callers callers, ClientSecrets secrets, Access access, Heads heads) {
        this.clients = clients;
        this.callers = callers;
        this.secrets = secrets;
        this.access = access;
        this.heads = heads;
    }

    /** Who the caller is; what it has not is left out. */
    @JsonInclude(Include.NON_NULL)
    record Me(
            String client,
            List<String> roles,
            @Nullable String association,
            @Nullable String account,
            @Nullable String merchant,
            @Nullable String desk) {}

    record NewClient(
            @Nullable String role,
            @Nullable String association,
            @Nullable String account,
            @Nullable String desk,
            @Nullable List<@Nullable String> may) {}

    record NewMerchantClient(@Nullable List<@Nullable String> may) {}

    record SecretShown(String clientId, String clientSecret) {}

    record Revoked(String clientId, boolean revoked) {}

    /** One line of the list; never a secret. */
    @JsonInclude(Include.NON_NULL)
    record Listed(
            String clientId,
            List<String> roles,
            @Nullable String association,
            @Nullable String account,
            @Nullable String merchant,
            @Nullable String desk,
            List<String> may,
            boolean revoked) {}

    record Page(List<Listed> items, @Nullable String next) {}

    @GetMapping("/v1/me")
    Me me(Caller caller) {
        return new Me(
                caller.client(),
                names(caller.roles()),
                text(caller.association()),
                text(caller.account()),
                text(caller.merchant()),
                caller.desk());
    }

    @GetMapping("/v1/clients")
    Page list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String cursor) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw Denied.malformed("limit", "La limite va de 1 à 500.");
        }
        var found = clients.list(caller.limitedTo().orElse(null), cursor, limit + 1);
        var items = found.stream().limit(limit).map(ClientsController::listed).toList();
        return new Page(items, found.size() > limit ? items.getLast().clientId() : null);
    }

    @PostMapping("/v1/clients")
    @ResponseStatus(HttpStatus.CREATED)
    SecretShown create(
            Caller caller,
            @RequestBody NewClient wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return enter(caller, client(caller, wanted), key);
    }

    @PostMapping("/v1/merchants/{id}/clients")
    @ResponseStatus(HttpStatus.CREATED)
    SecretShown createForMerchant(
            Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NewMerchantClient wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var may = may(wanted == null ? null : wanted.may());
        var merchant = heads.find(Merchant.KIND, id).orElseThrow(Denied::notFound);
        return enter(caller, Client.merchant(ClientSecrets.freshId(), merchant.id(), merchant.account(), may), key);
    }

    @PostMapping("/v1/clients/{id}/rotate")
    SecretShown rotate(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var secret = ClientSecrets.freshSecret();
        return switch (clients.rotate(id, secrets.encode(secret), caller.client(), visible(key))) {
            case ROTATED -> new SecretShown(id, secret);
            case ASKED_BEFORE, REVOKED -> throw Denied.alreadyDone();
        };
    }

    @PostMapping("/v1/clients/{id}/revoke")
    Revoked revoke(@PathVariable String id) {
        clients.revoke(id);
        callers.forget(id);
        return new Revoked(id, true);
    }

    private SecretShown enter(Caller caller, Client client, @Nullable String key) {
        var secret = ClientSecrets.freshSecret();
        if (!clients.create(client, secrets.encode(secret), caller.client(), visible(key))) {
            throw Denied.alreadyDone();
        }
        return new SecretShown(client.id(), secret);
    }

    private Client client(Caller caller, NewClient wanted) {
        var role = role(wanted.role());
        var id = ClientSecrets.freshId();
        if (role != Role.MERCHANT && wanted.may() != null) {
            throw Denied.malformed("may", "Seul le client d’un professionnel a des droits à choisir.");
        }
        if (role != Role.DESK && wanted.desk() != null) {
            throw Denied.malformed("desk", "Seul un comptoir a un comptoir.");
        }
        if (role == Role.MEMBER || role == Role.MERCHANT) {
            return holder(id, role, account(caller, wanted), wanted);
        }
        if (wanted.account() != null) {
            throw Denied.malformed("account", "Ce rôle n’a pas de compte.");
        }
        var code = wanted.association() == null ? caller.association() : association(wanted.association());
        if (code == null) {
            // Above all associations one may only look.
            if (role == Role.AUDITOR) {
                return Client.aboveAll(id, Role.AUDITOR);
            }
            throw Denied.malformed("association", "Il faut dire pour quelle association.");
        }
        access.requireAssociation(caller, code);
        if (heads.find(Association.KIND, code.code()).isEmpty()) {
            throw Denied.notFound();
        }
        return role == Role.DESK ? Client.desk(id, code, wanted.desk()) : Client.of(code, id, role);
    }

    private static Client holder(String id, Role role, Account account, NewClient wanted) {
        if (wanted.association() != null
                && !association(wanted.association()).equals(account.number().association())) {
            throw Denied.malformed("association", "Ce compte est d’une autre association.");
        }
        var merchant = account.merchant();
        if ((role == Role.MERCHANT) != (account.kind() == HolderKind.PROFESSIONAL)) {
            throw Denied.malformed("role", "Ce rôle ne va pas avec ce compte.");
        }
        return merchant == null
                ? Client.member(id, account.number())
                : Client.merchant(id, merchant, account.number(), may(wanted.may()));
    }

    private Account account(Caller caller, NewClient wanted) {
        if (wanted.account() == null) {
            throw Denied.malformed("account", "Il faut dire de quel compte.");
        }
        AccountNumber number = access.requireAccount(caller, wanted.account());
        return heads.find(Account.KIND, number.number()).orElseThrow(Denied::noSuchAccount);
    }

    private static AssociationCode association(String code) {
        if (!AssociationCode.isWellFormed(code)) {
            throw Denied.malformed("association", "Ce n’est pas le code d’une association.");
        }
        return new AssociationCode(code);
    }

    private static Role role(@Nullable String name) {
        for (var role : Role.values()) {
            if (name(role).equals(name)) {
                return role;
            }
        }
        throw Denied.malformed("role", "Les rôles sont member, merchant, desk, treasurer, admin et auditor.");
    }

    private static Set<May> may(@Nullable List<@Nullable String> names) {
        if (names == null) {
            return Set.of(May.READ);
        }
        var rights = EnumSet.noneOf(May.class);
        for (var name : names) {
            rights.add(right(name));
        }
        return rights;
    }

    private static May right(@Nullable String name) {
        for (var right : May.values()) {
            if (name(right).equals(name)) {
                return right;
            }
        }
        throw Denied.malformed("may", "Les droits sont take, refund, read, pay et reconvert.");
    }

    /** The key as it was sent: 1 to 200 visible characters of ASCII. */
    private static @Nullable String visible(@Nullable String key) {
        if (key != null && !key.matches("[!-~]{1,200}")) {
            throw Denied.malformed("Idempotency-Key", "La clé a de 1 à 200 caractères ASCII visibles.");
        }
        return key;
    }

    private static Listed listed(Client it) {
        return new Listed(
                it.id(),
                names(it.roles()),
                text(it.association()),
                text(it.account()),
                text(it.merchant()),
                it.desk(),
                names(it.may()),
                it.revoked());
    }

    private static List<String> names(Set<? extends Enum<?>> values) {
        return values.stream().map(ClientsController::name).sorted().toList();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
