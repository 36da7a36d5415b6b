package laroue.api.security;

import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Sentence;

/** Why a request is not answered, before anything of it was decided. */
public final class Denied {

    private Denied() {}

    /** Nobody is known to ask, or no longer. */
    public static ProblemException unauthenticated() {
        return new ProblemException(ProblemType.UNAUTHENTICATED);
    }

    /** The caller's role does not reach that far. */
    public static ProblemException forbidden() {
        return new ProblemException(ProblemType.FORBIDDEN);
    }

    /** There is no such thing, or it is another's: the caller is not told which. */
    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND);
    }

    /** There is no such account, or it is another's: the caller is not told which. */
    public static ProblemException noSuchAccount() {
        return new ProblemException(ProblemType.NO_SUCH_ACCOUNT);
    }

    /** The answer held a secret and was given once. */
    public static ProblemException alreadyDone() {
        return new ProblemException(Problem.of(ProblemType.ALREADY_DONE, Sentence.of("already-done.secret")));
    }
}
