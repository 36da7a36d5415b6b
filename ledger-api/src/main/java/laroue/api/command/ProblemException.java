package laroue.api.command;

/** A request that is answered with a problem before the ledger sees it. What the ledger refuses is never thrown. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.type().code() + " " + problem.errors(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemType type) {
        this(Problem.of(type));
    }

    public Problem problem() {
        return problem;
    }
}
