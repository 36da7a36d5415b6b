package laroue.merchant;

import java.util.function.Function;
import laroue.account.Account;
import laroue.account.AccountEvent;
import laroue.account.AccountEvent.Opened;
import laroue.association.Association;
import laroue.decision.Books;
import laroue.decision.Decision;
import laroue.decision.Draft;
import laroue.decision.Taken;
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

    private final Books books;

    public Merchants(Books books) {
        this.books = books;
    }

    @CommandHandler
    public Verdict<Merchant> handle(ApplyAsMerchant command) {
        var draft = books.draft();
        var code = command.merchant().association();
        var association = draft.find(Association.KIND, code.code());
        if (association.isEmpty()) {
            return Verdict.refused(new NotFound("association", code.code()));
        }
        boolean admits = association.get().stateOn(command.operation().day()).admits();
        return draft.require(admits, () -> new IssuanceStopped(code))
                .take(
                        command.operation(),
                        new Taken("siret/" + code, command.siret().digits()))
                .record(command.operation(), Merchant.KIND, Decision.record(applied(command)))
                .record(command.operation(), Account.KIND, Decision.record(opened(command)))
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
        var draft = books.draft();
        var id = command.merchant();
        var found = draft.find(Merchant.KIND, id.id());
        if (found.isEmpty()) {
            return Verdict.refused(new NotFound("merchant", id.id()));
        }
        var merchant = found.get();
        var begun = draft.begunAt(id.id()).orElseThrow();
        boolean erased = draft.find(Account.KIND, merchant.account().number())
                .orElseThrow()
                .erased();
        return draft.require(
                        !command.from().isBefore(BusinessDay.of(begun)),
                        () -> new BeforeItExisted(Merchant.KIND.name(), begun))
                .require(!command.renamed() || !erased, () -> new AlreadyDone("erased"))
                .record(
                        command.operation(),
                        Merchant.KIND,
                        merchant.change(command.from(), command.sector(), command.merchantClass(), command.renamed()))
                .verdict(() -> merchant(draft, id));
    }

    private Verdict<Merchant> decide(
            MerchantCommand command,
            Function<Merchant, Decision<? extends MerchantEvent>> question,
            Function<Account, Decision<? extends AccountEvent>> consequence) {
        var draft = books.draft();
        var merchant = draft.find(Merchant.KIND, command.merchant().id());
        if (merchant.isEmpty()) {
            return Verdict.refused(new NotFound("merchant", command.merchant().id()));
        }
        var account =
                draft.find(Account.KIND, merchant.get().account().number()).orElseThrow();
        return draft.record(command.operation(), Merchant.KIND, question.apply(merchant.get()))
                .record(command.operation(), Account.KIND, consequence.apply(account))
                .verdict(() -> merchant(draft, command.merchant()));
    }

    private static Merchant merchant(Draft draft, MerchantId id) {
        return draft.find(Merchant.KIND, id.id()).orElseThrow();
    }

    private static Applied applied(ApplyAsMerchant it) {
        return new Applied(it.merchant(), it.account(), it.siret(), it.sector(), it.commune(), it.merchantClass());
    }

    private static Opened opened(ApplyAsMerchant it) {
        return new Opened(it.account(), HolderKind.PROFESSIONAL, it.commune(), it.membershipUntil(), it.merchant());
    }
}
