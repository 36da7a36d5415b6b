package laroue.api.security;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that is not answered, with what the one who asked is told. Thrown before anything was decided. */
public final class Denied extends RuntimeException {

    private final HttpStatus status;

    private final String code;

    private final String detail;

    private final List<String> fields;

    private Denied(HttpStatus status, String code, String detail, List<String> fields) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.fields = fields;
    }

    /** Nobody is known to ask, or no longer. */
    public static Denied unauthenticated() {
        return new Denied(HttpStatus.UNAUTHORIZED, "unauthenticated", "Il faut un jeton d’accès valable.", List.of());
    }

    /** The caller's role does not reach that far. */
    public static Denied forbidden() {
        return new Denied(HttpStatus.FORBIDDEN, "forbidden", "Ce client n’a pas ce droit.", List.of());
    }

    /** There is no such thing, or it is another's: the caller is not told which. */
    public static Denied notFound() {
        return new Denied(HttpStatus.NOT_FOUND, "not-found", "Rien ne porte cet identifiant.", List.of());
    }

    /** There is no such account, or it is another's: the caller is not told which. */
    public static Denied noSuchAccount() {
        return new Denied(HttpStatus.NOT_FOUND, "no-such-account", "Aucun compte ne porte ce numéro.", List.of());
    }

    /** The answer held a secret and was given once. */
    public static Denied alreadyDone() {
        return new Denied(
                HttpStatus.CONFLICT,
                "already-done",
                "C’est déjà fait\u00a0; le secret n’a été montré qu’une fois.",
                List.of());
    }

    /** A field does not make sense, or not with the others. */
    public static Denied malformed(String field, String detail) {
        return new Denied(HttpStatus.BAD_REQUEST, "malformed", detail, List.of(field));
    }

    public HttpStatus status() {
        return status;
    }

    /** The stable name of the problem, as the contract lists them. */
    public String code() {
        return code;
    }

    /** A sentence for a person, in French. */
    public String detail() {
        return detail;
    }

    /** The fields of the request that are at fault; often empty. */
    public List<String> fields() {
        return fields;
    }
}
