package laroue.runtime;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Names Axon's messages by counting: they live no longer than their command, and nothing stores their names. Axon's own
 * draws random ones from a source that all threads share. Found by Axon through {@code META-INF/services}.
 */
public final class MessageNumbers extends IdentifierFactory {

    private final AtomicLong last = new AtomicLong();

    @Override
    public String generateIdentifier() {
        return Long.toString(last.incrementAndGet());
    }
}
