package laroue.api.merchant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Codes;
import laroue.api.http.Commands;
import laroue.api.http.Fields;
import laroue.api.http.Written;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.association.Rules;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.merchant.Merchant;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.MerchantCommand.ChangeMerchant;
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
    private final LedgerState ledgerState;

    MerchantCommandsController(
            Commands commands, Access access, People people, Numbers numbers, LedgerState ledgerState) {
        this.commands = commands;
        this.access = access;
        this.people = people;
        this.numbers = numbers;
        this.ledgerState = ledgerState;
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

        private static Sentence refused(Siret.Invalid invalid) {
            return switch (invalid.fault()) {
                case NOT_DIGITS -> Sentence.of("field.siret-digits");
                case SIREN -> Sentence.of("field.siren");
                case LENGTH -> Sentence.of("field.siret-length", Map.of("digits", invalid.digits()));
                case CHECK -> Sentence.of("field.siret-check");
            };
        }

        private static String sector(Fields it) {
            return Naf.read(it.code("sector")).orElseThrow(() -> it.wrong("sector", Sentence.of("field.naf")));
        }

        private static String merchantClass(Fields it) {
            var named = merchantClassOrNull(it);
            return named == null ? Rules.STANDARD : named;
        }

        private static @Nullable String merchantClassOrNull(Fields it) {
            return it.textOrNull("class", Codes.MERCHANT_CLASS, Sentence.of("field.class"));
        }
    }

    /** What changes; what is null stays as it is. */
    record Change(
            @Nullable String name,
            @Nullable String sector,
            @Nullable String merchantClass,
            @Nullable LocalDate from) {

        static Change of(Fields it) {
            if (!it.has("name") && !it.has("sector") && !it.has("class")) {
                throw it.wrong("name", Sentence.of("field.merchant-change"));
            }
            return new Change(
                    it.textOrNull("name", 200),
                    it.has("sector") ? NewMerchant.sector(it) : null,
                    NewMerchant.merchantClassOrNull(it),
                    it.dayOrNull("from"));
        }
    }

    /** A merchant as it is from a day on; its name is not told, for this answer is kept. */
    record ChangedMerchant(
            String merchant,
            String account,
            String status,
            LocalDate from,
            @Nullable String sector,
            @JsonProperty("class") String merchantClass) {
        static ChangedMerchant of(Merchant it, LocalDate from) {
            return new ChangedMerchant(
                    it.id().id(),
                    it.account().number(),
                    Written.of(it.status()),
                    from,
                    it.sectorOn(from),
                    it.classOn(from));
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

    @PostMapping("/v1/merchants/{id}/change")
    ResponseEntity<String> change(Caller caller, @PathVariable String id, Call call) {
        var asked = call.read(Change::of);
        var merchant = ledgerState.find(Merchant.TYPE, id).orElseThrow(Problems::notFound);
        var operation = commands.operation();
        var from = asked.from() == null ? operation.day() : asked.from();
        var name = asked.name();
        boolean renamed =
                name != null && !people.nameOn(merchant.account(), from).equals(Optional.of(name));
        if (name != null && renamed) {
            commands.unlessPreview(
                    call, () -> people.enterRenaming(operation.id(), merchant.account(), caller.client(), from, name));
        }
        var command =
                new ChangeMerchant(operation, merchant.id(), from, asked.sector(), asked.merchantClass(), renamed);
        var answer =
                commands.carryOut(caller.client(), call, command, (Merchant it) -> ChangedMerchant.of(it, from), 200);
        if (renamed) {
            people.applyRenamings();
        }
        return answer;
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
