package laroue.trials.crashtest;

import java.util.List;

/** What is killed, with -9. */
enum Blow {
    NODE("node"),
    WRITERS_BACKEND("writer's backend"),
    ANOTHER_BACKEND("another backend"),
    POSTGRES("whole PostgreSQL"),
    EVERYTHING("PostgreSQL and node");

    /** One of each first, then the more violent ones more often: three or four in ten are of the whole PostgreSQL. */
    private static final List<Blow> TURNS = List.of(
            NODE,
            WRITERS_BACKEND,
            ANOTHER_BACKEND,
            POSTGRES,
            EVERYTHING,
            NODE,
            POSTGRES,
            WRITERS_BACKEND,
            POSTGRES,
            NODE);

    private final String words;

    Blow(String words) {
        this.words = words;
    }

    /** Of the n-th trial, counted from zero. */
    static Blow ofTrial(int number) {
        return TURNS.get(number % TURNS.size());
    }

    boolean hitsNode() {
        return this == NODE || this == EVERYTHING;
    }

    boolean hitsPostgres() {
        return this == POSTGRES || this == EVERYTHING;
    }

    @Override
    public String toString() {
        return words;
    }
}
