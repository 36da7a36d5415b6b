package laroue.admin.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import laroue.admin.node.Settings.Database;

/**
 * Who may connect to the PostgreSQL of a demonstration: its superuser, and the role of the node, which owns the database of the
 * ledger and nothing else. Each has a password that is drawn and kept in the data folder. Brings a cluster that an earlier
 * version made, which let everybody in, to the same.
 */
record DatabaseRoles(DataFolder folder, int port) {

    static final String SUPERUSER = "postgres";

    private static final String NODE = "laroue";

    private static final String DATABASE = "laroue";

    private static final List<String> ACCESS = List.of(
            "# Written by La Roue: nobody connects without a password.",
            "local all all              scram-sha-256",
            "host  all all 127.0.0.1/32 scram-sha-256");

    /** How the node reaches the ledger; in a folder of an earlier version whose node still runs, as that one does. */
    static Database forNode(DataFolder folder, int port) {
        return Files.exists(folder.passwordOf(NODE))
                ? database(port, DATABASE, NODE, folder.password(NODE))
                : database(port, DATABASE, SUPERUSER, "");
    }

    /** Sees to the roles, the database and who may connect. Does what is left to do, also after a start that was killed. */
    void prepare() throws SQLException, IOException {
        try (var server = connect("postgres")) {
            boolean open = letsEverybodyIn();
            if (open) {
                run(server, "alter role postgres password '" + folder.password(SUPERUSER) + "'");
            }
            if (!holds(server, "select exists (select from pg_roles where rolname = 'laroue')")) {
                run(server, "create role laroue login nosuperuser nocreatedb nocreaterole noreplication");
                run(server, "grant pg_checkpoint to laroue");
            }
            run(server, "alter role laroue password '" + folder.password(NODE) + "'");
            if (!holds(server, "select exists (select from pg_database where datname = 'laroue')")) {
                run(server, "create database laroue owner laroue");
            }
            run(server, "revoke all on database laroue from public");
            giveToNode(server);
            if (open) {
                keepEverybodyOut();
                run(server, "select pg_reload_conf()");
            }
        }
    }

    /** What the superuser of an earlier version owned. */
    private void giveToNode(Connection server) throws SQLException {
        if (holds(server, "select pg_get_userbyid(datdba) = 'laroue' from pg_database where datname = 'laroue'")) {
            return;
        }
        try (var ledger = connect(DATABASE)) {
            run(ledger, """
                    do $$
                    declare
                        statement text;
                    begin
                        for statement in
                            select format('alter schema %I owner to laroue', nspname)
                              from pg_namespace
                             where nspname !~ '^pg_' and nspname <> 'information_schema'
                            union all
                            select format('alter %s %s owner to laroue',
                                          case relkind when 'v' then 'view' when 'm' then 'materialized view'
                                                       when 'S' then 'sequence' else 'table' end,
                                          c.oid::regclass)
                              from pg_class c
                              join pg_namespace n on n.oid = relnamespace
                             where nspname !~ '^pg_' and nspname <> 'information_schema'
                               and relkind in ('r', 'p', 'v', 'm', 'S')
                               -- A sequence of a column goes with its table.
                               and not exists (select from pg_depend d
                                                where d.objid = c.oid and d.classid = 'pg_class'::regclass
                                                  and d.deptype in ('a', 'i', 'e') and c.relkind = 'S')
                            union all
                            select format('alter routine %s owner to laroue', p.oid::regprocedure)
                              from pg_proc p
                              join pg_namespace n on n.oid = pronamespace
                             where nspname !~ '^pg_' and nspname <> 'information_schema'
                               and not exists (select from pg_depend d
                                                where d.objid = p.oid and d.classid = 'pg_proc'::regclass
                                                  and d.deptype = 'e')
                            union all
                            select format('alter type %s owner to laroue', t.oid::regtype)
                              from pg_type t
                              join pg_namespace n on n.oid = typnamespace
                             where nspname !~ '^pg_' and nspname <> 'information_schema'
                               and typtype in ('e', 'd')
                        loop
                            execute statement;
                        end loop;
                    end
                    $$""");
        }
        // Last: it says that all the rest is done.
        run(server, "alter database laroue owner to laroue");
    }

    private boolean letsEverybodyIn() throws IOException {
        return Files.readAllLines(access()).stream()
                .map(String::strip)
                .anyMatch(it -> !it.startsWith("#") && it.endsWith("trust"));
    }

    private void keepEverybodyOut() throws IOException {
        var fresh = access().resolveSibling("pg_hba.conf.new");
        Files.write(fresh, ACCESS);
        Files.move(fresh, access(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path access() {
        return folder.postgres().resolve("pg_hba.conf");
    }

    private Connection connect(String name) throws SQLException {
        var it = database(port, name, SUPERUSER, folder.password(SUPERUSER));
        return DriverManager.getConnection(it.jdbcUrl(), it.user(), it.password());
    }

    private static Database database(int port, String name, String user, String password) {
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, user, password);
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var it = connection.createStatement()) {
            it.execute(statement);
        }
    }

    private static boolean holds(Connection connection, String question) throws SQLException {
        try (var it = connection.createStatement();
                var answer = it.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
