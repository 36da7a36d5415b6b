package laroue.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine client with what people know of it.
 *
 * @param name what it is called; null where nobody said
 * @param purpose what it is for; null where nobody said
 * @param owner who answers for it: a name, or the client that entered it
 * @param lastUsedAt when it last got a token or signed in, to within some minutes; null if never since this is kept
 */
public record MachineClient(
        Client client,
        @Nullable String name,
        @Nullable String purpose,
        String owner,
        @Nullable Instant lastUsedAt) {}
