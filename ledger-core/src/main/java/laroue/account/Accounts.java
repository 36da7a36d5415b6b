package laroue.account;

import java.util.function.Function;
import laroue.account.AccountCommand.BlockCard;
import laroue.account.AccountCommand.CloseAccount;
import laroue.account.AccountCommand.EraseHolder;
import laroue.account.AccountCommand.FreezeAccount;
import laroue.account.AccountCommand.IssueCard;
import laroue.account.AccountCommand.UnfreezeAccount;
import laroue.account.AccountCommand.UnlockCard;
import laroue.decision.Decision;
import laroue.decision.Drafts;
import laroue.decision.Verdict;
import laroue.value.Refusal.NoSuchAccount;
import org.axonframework.commandhandling.CommandHandler;

/** Decides what concerns one account and nothing else. */
public final class Accounts {

    private final Drafts drafts;

    public Accounts(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Account> handle(FreezeAccount command) {
        return decide(command, Account::freeze);
    }

    @CommandHandler
    public Verdict<Account> handle(UnfreezeAccount command) {
        return decide(command, Account::unfreeze);
    }

    @CommandHandler
    public Verdict<Account> handle(CloseAccount command) {
        return decide(command, Account::close);
    }

    @CommandHandler
    public Verdict<Account> handle(EraseHolder command) {
        var draft = drafts.draft();
        var found = draft.find(Account.TYPE, command.account().number());
        if (found.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(command.account()));
        }
        var card = found.get().card();
        if (card != null && !card.blocked()) {
            draft.record(command.operation(), Account.TYPE, found.get().blockCard(card.number()));
        }
        return draft.record(command.operation(), Account.TYPE, found.get().eraseHolder())
                .verdict(() ->
                        draft.find(Account.TYPE, command.account().number()).orElseThrow());
    }

    @CommandHandler
    public Verdict<Account> handle(IssueCard command) {
        return decide(command, it -> it.issueCard(command.card()));
    }

    @CommandHandler
    public Verdict<Account> handle(BlockCard command) {
        return decide(command, it -> it.blockCard(command.card()));
    }

    @CommandHandler
    public Verdict<Account> handle(UnlockCard command) {
        return decide(command, it -> it.unlockCard(command.card()));
    }

    private Verdict<Account> decide(
            AccountCommand command, Function<Account, Decision<? extends AccountEvent>> question) {
        var draft = drafts.draft();
        var account = draft.find(Account.TYPE, command.account().number());
        if (account.isEmpty()) {
            return Verdict.refused(new NoSuchAccount(command.account()));
        }
        return draft.record(command.operation(), Account.TYPE, question.apply(account.get()))
                .verdict(() ->
                        draft.find(Account.TYPE, command.account().number()).orElseThrow());
    }
}
