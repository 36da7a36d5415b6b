package laroue.api.command;

import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * What a command was answered with, for who reads more than JSON: a page.
 *
 * @param <R> what the ledger answers the command with
 */
public sealed interface Answer<R> {

    /**
     * It is done; or would be, in a preview.
     *
     * @param position of its last event; null in a preview
     */
    record Done<R>(R outcome, @Nullable Long position) implements Answer<R> {}

    /**
     * It waits for a second person; or would, in a preview.
     *
     * @param outcome what it would answer
     */
    record Waiting<R>(
            OperationId waiting, R outcome, @Nullable Long position) implements Answer<R> {}

    /** It was asked for and answered with a yes before, under the same key. */
    record Before<R>(StoredYes stored) implements Answer<R> {}

    record Refused<R>(Problem problem) implements Answer<R> {}

    /**
     * What can be read of a stored yes.
     *
     * @param id of what was made, or the id under which it waits; null where the answer names none
     * @param waits whether it waits, or waited, for a second person
     */
    record StoredYes(@Nullable OperationId id, boolean waits, long position) {}
}
