package laroue.power;

import java.util.List;
import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;

/** What is asked about the power to act. The register does what these say, once they are recorded. */
public sealed interface PowerCommand {

    Operation operation();

    /**
     * Enters a client or an access.
     *
     * @param roles as they are written in JSON, in order
     * @param may what a merchant's client may do, likewise
     * @param login the person whose access it is; null for a machine client
     * @param owner the person who counts as the one behind a machine client; null where nobody does
     * @param program whether it gets tokens
     * @param pages whether it signs in on pages
     * @param called what people call it, for the register; null for nothing
     * @param purpose what it is for, for the register
     * @param by the client that asks
     */
    record GrantPower(
            Operation operation,
            String client,
            @Nullable AssociationCode association,
            List<String> roles,
            @Nullable AccountNumber account,
            @Nullable MerchantId merchant,
            @Nullable String desk,
            List<String> may,
            boolean everyAssociation,
            @Nullable String login,
            @Nullable String owner,
            boolean program,
            boolean pages,
            @Nullable String called,
            @Nullable String purpose,
            String by)
            implements PowerCommand {

        public GrantPower {
            roles = List.copyOf(roles);
            may = List.copyOf(may);
        }
    }

    /**
     * Gives a machine client another secret.
     *
     * @param own whether it asks for itself
     * @param keptSeconds how long the old one stays good
     * @param waitsFor the person who gets to know it and is not to use it alone; null where it goes on as it is
     * @param by the client that asks
     */
    record ChangeSecret(
            Operation operation,
            String client,
            @Nullable AssociationCode association,
            @Nullable AccountNumber account,
            boolean own,
            long keptSeconds,
            @Nullable String waitsFor,
            String by)
            implements PowerCommand {}

    /** Records what the register has done, or is about to do. */
    record RecordPower(Operation operation, PowerEvent event) implements PowerCommand {}
}
