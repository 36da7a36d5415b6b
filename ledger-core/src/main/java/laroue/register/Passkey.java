package laroue.register;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of a person.
 *
 * @param id as the browser names it, in base64url
 * @param name what the person calls it
 * @param publicKey in base64url
 * @param attestation what the device said when it was made, in base64url
 * @param signCount how often the device says that it was used; 0 where it does not count
 * @param backupEligible whether the device may copy it to others of the person
 * @param lastUsedAt null until somebody signs in with it
 */
public record Passkey(
        String id,
        String login,
        String name,
        String publicKey,
        String attestation,
        long signCount,
        boolean backupEligible,
        boolean backedUp,
        List<String> transports,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    public Passkey {
        transports = List.copyOf(transports);
    }
}
