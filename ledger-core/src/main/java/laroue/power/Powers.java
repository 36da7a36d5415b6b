package laroue.power;

import laroue.decision.Decision;
import laroue.decision.Drafts;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.power.PowerCommand.ChangeSecret;
import laroue.power.PowerCommand.GrantPower;
import laroue.power.PowerCommand.RecordPower;
import laroue.power.PowerEvent.PowerGranted;
import laroue.power.PowerEvent.SecretChanged;
import laroue.value.Refusal.AlreadyDone;
import org.axonframework.commandhandling.CommandHandler;

/** Records who was given which power. What ended does not begin again, and ends once. */
public final class Powers {

    private final Drafts drafts;

    public Powers(Drafts drafts) {
        this.drafts = drafts;
    }

    @CommandHandler
    public Verdict<Power> handle(GrantPower command) {
        var draft = drafts.draft();
        if (draft.find(Power.TYPE, Power.stream(command.client())).isPresent()) {
            return Verdict.refused(new AlreadyDone("granted"));
        }
        return record(
                command.operation(),
                new PowerGranted(
                        command.client(),
                        command.association(),
                        command.roles(),
                        command.account(),
                        command.desk(),
                        command.login() != null));
    }

    @CommandHandler
    public Verdict<Power> handle(ChangeSecret command) {
        return record(
                command.operation(), new SecretChanged(command.client(), command.association(), command.account()));
    }

    @CommandHandler
    public Verdict<Power> handle(RecordPower command) {
        return record(command.operation(), command.event());
    }

    private Verdict<Power> record(Operation operation, PowerEvent event) {
        var draft = drafts.draft();
        var stream = Power.stream(event.client());
        boolean over = draft.find(Power.TYPE, stream).filter(Power::ended).isPresent();
        return draft.require(!over, () -> new AlreadyDone("revoked"))
                .record(operation, Power.TYPE, Decision.record(event))
                .verdict(() -> draft.find(Power.TYPE, stream).orElseThrow());
    }
}
