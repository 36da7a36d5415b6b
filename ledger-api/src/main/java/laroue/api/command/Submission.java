package laroue.api.command;

import org.jspecify.annotations.Nullable;

/**
 * One request for a command: who asks, and how.
 *
 * @param client who asks; access has been checked
 * @param path with the method and the body what the request is known by under its key
 * @param key the client's name for this request; null without one
 * @param preview shows what would happen; nothing is stored, also no key
 * @param traceId names this request in answers and logs
 * @param language of a refusal
 */
public record Submission(
        String client,
        String method,
        String path,
        String body,
        @Nullable String key,
        boolean preview,
        @Nullable String traceId,
        Language language) {}
