package laroue.api.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of problem that this API answers with: its code is the constant's name, in lower case with dashes. */
public enum ProblemType {
    MALFORMED(400),
    IDEMPOTENCY_KEY_MISSING(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    NO_SUCH_ACCOUNT(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    SESSION_NOT_OPEN(409),
    SESSION_ALREADY_OPEN(409),
    SESSION_ALREADY_CLOSED(409),
    SESSION_CHANGED(409),
    DESK_NOT_EMPTY(409),
    DUPLICATE_REFERENCE(409),
    ALREADY_DONE(409),
    ACCOUNT_NOT_EMPTY(409),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    INSUFFICIENT_BALANCE(422),
    ACCOUNT_FROZEN(422),
    ACCOUNT_CLOSED(422),
    NOT_A_MEMBER(422),
    MERCHANT_NOT_APPROVED(422),
    NOT_RECONVERTIBLE(422),
    WRONG_PIN(422),
    CARD_LOCKED(422),
    LIMIT_EXCEEDED(422),
    NOT_ENOUGH_NOTES(422),
    NOTES_DO_NOT_ADD_UP(422),
    REFERENCE_UNUSABLE(422),
    REFUND_EXCEEDS_PAYMENT(422),
    ISSUANCE_STOPPED(422),
    GUARANTEE_SHORT(422),
    PERIOD_CLOSED(422),
    SELF_PAYMENT(422),
    IDEMPOTENCY_KEY_REUSED(422),
    SECOND_PERSON_NEEDED(422),
    ALREADY_SPENT(422),
    TOO_MANY_REQUESTS(429),
    INTERNAL(500),
    BUSY(503),
    NOT_THE_WRITER(503),
    NOT_YET_VISIBLE(503),
    OUTCOME_UNKNOWN(504);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A few words. */
    public Sentence title() {
        return Sentence.of(code() + ".title");
    }

    /** For the page behind the problem's {@code type}, and where nothing more is known. */
    public Sentence explanation() {
        return Sentence.of(code());
    }

    /** Where the page about it is. */
    public String path() {
        return "/problems/" + code();
    }

    /** The type of a code; empty if there is none. */
    public static Optional<ProblemType> byCode(String code) {
        return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    /** What a bare status stands for, where a part of the platform knows no more. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> BUSY;
            default -> status >= 500 ? INTERNAL : MALFORMED;
        };
    }
}
