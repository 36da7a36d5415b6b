package laroue.vault;

import java.util.function.Function;
import laroue.association.Association;
import laroue.association.LateEntries;
import laroue.decision.Decision;
import laroue.decision.Drafts;
import laroue.decision.Verdict;
import laroue.value.Refusal.NotFound;
import laroue.vault.VaultCommand.DecideStamps;
import laroue.vault.VaultCommand.Destroy;
import laroue.vault.VaultCommand.EndSeries;
import laroue.vault.VaultCommand.Expire;
import laroue.vault.VaultCommand.Print;
import org.axonframework.commandhandling.CommandHandler;

/** Decides what concerns the vault of an association and its series. */
public final class Vaults {

    private final Drafts drafts;

    public Vaults(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Vault> handle(Print command) {
        return decide(command, it -> it.print(command.notes()));
    }

    @CommandHandler
    public Verdict<Vault> handle(Destroy command) {
        return decide(command, it -> it.destroy(command.notes()));
    }

    @CommandHandler
    public Verdict<Vault> handle(EndSeries command) {
        return decide(
                command,
                it -> it.end(
                        command.series(),
                        command.withdrawal(),
                        command.operation().day()));
    }

    @CommandHandler
    public Verdict<Vault> handle(DecideStamps command) {
        return decide(command, it -> it.stamp(command.year(), command.price()));
    }

    @CommandHandler
    public Verdict<Vault> handle(Expire command) {
        return decide(command, it -> it.expire(command.notes(), command.from()));
    }

    private Verdict<Vault> decide(VaultCommand command, Function<Vault, Decision<? extends VaultEvent>> question) {
        var draft = drafts.draft();
        var code = command.association();
        if (draft.find(Association.TYPE, code.code()).isEmpty()) {
            return Verdict.refused(new NotFound("association", code.code()));
        }
        LateEntries.refuses(draft, command.operation(), code).ifPresent(draft::refuse);
        return draft.record(command.operation(), Vault.TYPE, question.apply(Vault.of(draft, code)))
                .verdict(() -> Vault.of(draft, code));
    }
}
