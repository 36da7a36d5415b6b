package laroue.merchant;

import java.util.function.Function;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Opened;
import laroue.association.Association;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Drafts;
import laroue.decision.UniqueValue;
import laroue.decision.Verdict;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.MerchantCommand.ChangeMerchant;
import laroue.merchant.MerchantCommand.LeaveNetwork;
import laroue.merchant.MerchantCommand.SuspendMerchant;
import laroue.merchant.MerchantEvent.Applied;
import laroue.value.BusinessDay;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.BeforeItExisted;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.NotFound;
import org.axonframework.commandhandling.CommandHandler;

/** Decides what concerns a merchant; its account follows its state in the same step. */
public final class Merchants {

    private final Drafts drafts;

    public Merchants(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Merchant> handle(ApplyAsMerchant command) {
        var draft = drafts.draft();
        var code = command.merchant().association();
        var association = draft.find(Association.TYPE, code.code());
        if (association.isEmpty()) {
            return Verdict.refused(new NotFound("association", code.code()));
        }
        boolean admits = association.get().stateOn(command.operation().day()).admits();
        return draft.require(admits, () -> new IssuanceStopped(code))
                .take(
                        command.operation(),
                        new UniqueValue("siret/" + code, command.siret().digits()))
                .record(command.operation(), Merchant.TYPE, Decision.record(applied(command)))
                .record(command.operation(), Account.TYPE, Decision.record(opened(command)))
                .verdict(() -> merchant(draft, command.merchant()));
    }

    @CommandHandler
    public Verdict<Merchant> handle(ApproveMerchant command) {
        return decide(command, Merchant::approve, Account::grantApproval);
    }

    @CommandHandler
    public Verdict<Merchant> handle(SuspendMerchant command) {
        return decide(command, Merchant::suspend, Account::withdrawApproval);
    }

    @CommandHandler
    public Verdict<Merchant> handle(LeaveNetwork command) {
        return decide(command, Merchant::leave, Account::withdrawApproval);
    }

    /** Its account stays as it is. Who was erased has no name to change. */
    @CommandHandler
    public Verdict<Merchant> handle(ChangeMerchant command) {
        var draft = drafts.draft();
        var id = command.merchant();
        var found = draft.find(Merchant.TYPE, id.id());
        if (found.isEmpty()) {
            return Verdict.refused(new NotFound("merchant", id.id()));
        }
        var merchant = found.get();
        var begun = draft.begunAt(id.id()).orElseThrow();
        boolean erased = draft.find(Account.TYPE, merchant.account().number())
                .orElseThrow()
                .erased();
        return draft.require(
                        !command.from().isBefore(BusinessDay.of(begun)),
                        () -> new BeforeItExisted(Merchant.TYPE.name(), begun))
                .require(!command.renamed() || !erased, () -> new AlreadyDone("erased"))
                .record(
                        command.operation(),
                        Merchant.TYPE,
                        merchant.change(command.from(), command.sector(), command.merchantClass(), command.renamed()))
                .verdict(() -> merchant(draft, id));
    }

    private Verdict<Merchant> decide(
            MerchantCommand command,
            Function<Merchant, Decision<? extends MerchantEvent>> question,
            Function<Account, Decision<? extends AccountEvent>> consequence) {
        var draft = drafts.draft();
        var merchant = draft.find(Merchant.TYPE, command.merchant().id());
        if (merchant.isEmpty()) {
            return Verdict.refused(new NotFound("merchant", command.merchant().id()));
        }
        var account =
                draft.find(Account.TYPE, merchant.get().account().number()).orElseThrow();
        return draft.record(command.operation(), Merchant.TYPE, question.apply(merchant.get()))
                .record(command.operation(), Account.TYPE, consequence.apply(account))
                .verdict(() -> merchant(draft, command.merchant()));
    }

    private static Merchant merchant(Draft draft, MerchantId id) {
        return draft.find(Merchant.TYPE, id.id()).orElseThrow();
    }

    private static Applied applied(ApplyAsMerchant it) {
        return new Applied(it.merchant(), it.account(), it.siret(), it.sector(), it.commune(), it.merchantClass());
    }

    private static Opened opened(ApplyAsMerchant it) {
        return new Opened(it.account(), HolderKind.PROFESSIONAL, it.commune(), it.membershipUntil(), it.merchant());
    }
}
