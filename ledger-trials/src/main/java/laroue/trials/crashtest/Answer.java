package laroue.trials.crashtest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a node answered.
 *
 * @param body as it came, byte for byte
 * @param replayed whether the node says that it had given this answer before
 */
record Answer(int status, String body, boolean replayed) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether this is the ledger's word on a request; what is not asks the client to come back with the same key. */
    boolean settles() {
        return status < 500 && status != 401 && status != 429;
    }

    /** Whether the node says that it was its own fault: no crash of anything may be answered so. */
    boolean isFault() {
        return status >= 500 && status != 503 && status != 504;
    }

    boolean sameAs(Answer other) {
        return status == other.status && body.equals(other.body);
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    String text(String name) {
        return json().path(name).asString("");
    }

    /** Of a problem; empty if it is none. */
    String code() {
        return status >= 400 && body.startsWith("{") ? text("code") : "";
    }
}
