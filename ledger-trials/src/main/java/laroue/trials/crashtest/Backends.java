package laroue.trials.crashtest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;

/** The processes of PostgreSQL that work for nodes. */
record Backends(Store store) {

    /** Kills one with -9: the one that the writer commits over, or any other. PostgreSQL then starts itself anew. */
    void kill(Blow blow, RandomGenerator random) {
        boolean writers = blow == Blow.WRITERS_BACKEND;
        var pids = pids("""
                select pid
                  from pg_stat_activity
                 where application_name = 'laroue-node'
                   and (pid = (select session_pid from journal.lease)) = %s
                 order by pid
                """.formatted(writers));
        if (pids.isEmpty()) {
            throw new Wrong("there is no " + blow + " to kill");
        }
        ProcessHandle.of(pids.get(random.nextInt(pids.size()))).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Whether the session that writes is in the middle of a transaction. */
    boolean writerIsInTransaction() {
        return !pids("""
                select pid
                  from pg_stat_activity
                 where pid = (select session_pid from journal.lease)
                   and xact_start is not null
                """).isEmpty();
    }

    private List<Long> pids(String sql) {
        try (var connection = store.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var pids = new ArrayList<Long>();
            while (row.next()) {
                pids.add(row.getLong("pid"));
            }
            return pids;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
