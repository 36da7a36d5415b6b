package laroue.power;

import laroue.decision.Books;
import laroue.decision.Decision;
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

    private final Books books;

    public Powers(Books books) {
        this.books = books;
    }

    @CommandHandler
    public Verdict<Power> handle(GrantPower command) {
        var draft = books.draft();
        if (draft.find(Power.KIND, Power.stream(command.client())).isPresent()) {
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
        var draft = books.draft();
        var stream = Power.stream(event.client());
        boolean over = draft.find(Power.KIND, stream).filter(Power::ended).isPresent();
        return draft.require(!over, () -> new AlreadyDone("revoked"))
                .record(operation, Power.KIND, Decision.record(event))
                .verdict(() -> draft.find(Power.KIND, stream).orElseThrow());
    }
}
