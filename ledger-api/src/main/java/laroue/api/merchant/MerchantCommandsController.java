package laroue.api.merchant;

import java.time.LocalDate;
import laroue.api.http.Call;
import laroue.api.http.Codes;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Problems;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.association.Rules;
import laroue.decision.Operation;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.MerchantCommand.LeaveNetwork;
import laroue.merchant.MerchantCommand.SuspendMerchant;
import laroue.merchant.Naf;
import laroue.merchant.Siret;
import laroue.register.Numbers;
import laroue.register.People;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an admin does with merchants. */
@RestController
class MerchantCommandsController {

    private final Commands commands;
    private final Access access;
    private final People people;
    private final Numbers numbers;

    MerchantCommandsController(Commands commands, Access access, People people, Numbers numbers) {
        this.commands = commands;
        this.access = access;
        this.people = people;
        this.numbers = numbers;
    }

    record NewMerchant(
            String name,
            Siret siret,
            String sector,
            String commune,
            AssociationCode association,
            String merchantClass,
            @Nullable LocalDate membershipUntil) {

        static NewMerchant of(Fields it) {
            return new NewMerchant(
                    it.text("name", 200),
                    siret(it),
                    sector(it),
                    it.commune("commune"),
                    it.association("association"),
                    merchantClass(it),
                    it.dayOrNull("membershipUntil"));
        }

        private static Siret siret(Fields it) {
            return switch (Siret.read(it.code("siret"))) {
                case Siret.Valid valid -> valid.siret();
                case Siret.Invalid invalid -> throw it.wrong("siret", refused(invalid));
            };
        }

        private static String refused(Siret.Invalid invalid) {
            return switch (invalid.fault()) {
                case NOT_DIGITS -> "un SIRET n'a que des chiffres, 14 en tout";
                case SIREN -> "c'est le SIREN : il manque les 5 chiffres de l'établissement";
                case LENGTH -> "un SIRET a 14 chiffres, celui-ci en a " + invalid.digits();
                case CHECK -> "la clé de ce SIRET ne convient pas : un chiffre est faux, ou deux sont intervertis";
            };
        }

        private static String sector(Fields it) {
            return Naf.read(it.code("sector"))
                    .orElseThrow(() -> it.wrong("sector", "un code NAF est attendu, comme 10.71C"));
        }

        private static String merchantClass(Fields it) {
            var named = it.textOrNull(
                    "class",
                    Codes.MERCHANT_CLASS,
                    "le nom d'une classe a 1 à 40 lettres minuscules, chiffres ou tirets");
            return named == null ? Rules.STANDARD : named;
        }
    }

    /** A merchant, with the account that follows its state. */
    record MerchantState(String merchant, String account, String status) {
        static MerchantState of(Merchant it) {
            return new MerchantState(it.id().id(), it.account().number(), Written.of(it.status()));
        }
    }

    @PostMapping("/v1/merchants")
    ResponseEntity<String> apply(Caller caller, Call call) {
        var asked = call.read(NewMerchant::of);
        access.requireAssociation(caller, asked.association());
        var operation = commands.operation();
        var account = numbers.account(asked.association());
        people.enter(operation.id(), account, asked.name(), null);
        var command = new ApplyAsMerchant(
                operation,
                numbers.merchant(asked.association()),
                account,
                asked.siret(),
                asked.sector(),
                asked.commune(),
                asked.merchantClass(),
                asked.membershipUntil());
        return commands.carryOut(caller.client(), call, command, MerchantState::of, 201);
    }

    @PostMapping("/v1/merchants/{id}/approve")
    ResponseEntity<String> approve(Caller caller, @PathVariable String id, Call call) {
        return carryOut(caller, id, call, ApproveMerchant::new);
    }

    @PostMapping("/v1/merchants/{id}/suspend")
    ResponseEntity<String> suspend(Caller caller, @PathVariable String id, Call call) {
        return carryOut(caller, id, call, SuspendMerchant::new);
    }

    @PostMapping("/v1/merchants/{id}/leave")
    ResponseEntity<String> leave(Caller caller, @PathVariable String id, Call call) {
        return carryOut(caller, id, call, LeaveNetwork::new);
    }

    private interface Asked {
        Object command(Operation operation, MerchantId merchant);
    }

    private ResponseEntity<String> carryOut(Caller caller, String id, Call call, Asked asked) {
        call.readNothing();
        var merchant = MerchantId.parse(id).orElseThrow(Problems::notFound);
        return commands.carryOut(
                caller.client(), call, asked.command(commands.operation(), merchant), MerchantState::of, 200);
    }
}
