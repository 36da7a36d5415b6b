package laroue.admin.upkeep;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import laroue.admin.node.Arguments.Export;
import laroue.admin.node.Verb;
import laroue.runtime.CatchUp;
import laroue.view.Progress;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/**
 * {@code ./laroue export DIR}: everything that happened, and plain tables of it, in files that need no software of ours
 * to be read (rule 59). Taken from one moment: all files tell of the same ledger.
 */
@Component
class ExportVerb implements Verb<Export> {

    /** One file: its name, and what stands in it. */
    private record Table(String file, String query) {}

    private static final List<Table> TABLES = List.of(
            new Table("events.csv", """
                    select position, stream, seq, type, at, recorded_at, actor, operation,
                           replace(associations, ',', ' ') as associations, payload
                      from journal.event
                     order by position"""),
            new Table("checkpoints.csv", """
                    select batch, position, recorded_at, encode(root, 'hex') as root, encode(chain, 'hex') as chain
                      from journal.checkpoint
                     order by batch"""),
            new Table("accounts.csv", """
                    select account, person.name, association, holder_kind, status, balance_cents, membership_until,
                           commune, merchant, opened_at
                      from view.account
                      join view.balance using (account, association)
                      left join register.person using (account)
                     order by account"""),
            new Table("entries.csv", """
                    select account, position, at, recorded_at, kind, amount_cents, balance_cents, counterparty,
                           operation, reference, refund_of
                      from view.entry
                     order by account, position"""),
            new Table("merchants.csv", """
                    select merchant.*, person.name
                      from view.merchant
                      left join register.person using (account)
                     order by merchant"""),
            new Table("issuances.csv", "select * from view.issuance order by 1"),
            new Table("reconversions.csv", "select * from view.reconversion order by 1"),
            new Table("places.csv", "select * from view.place order by association, place, counterpart"));

    private static final String READ_ME = """
            Export of a ledger of La Roue. UTF-8, comma-separated, first line names the columns.
            Amounts are whole cents (of a roue or of a euro, as the column or the place says).

            events.csv         all that happened, in order; the other files follow from it
                               (type says what happened, payload holds its particulars as JSON;
                               operation ties together what one request did)
            checkpoints.csv    after each transaction: the root of the hash tree over all events up to there
            accounts.csv       every account ever opened, with its balance and its holder's name
                               (no name where the person was erased)
            entries.csv        every line of every statement; balance_cents is what was left after it
            merchants.csv      every merchant
            issuances.csv      euros turned into roues
            reconversions.csv  roues turned into euros, with fee and state
            places.csv         what each named place of each association holds
            """;

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    /** How long the views may stand still before they are taken to be stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How often a moment is looked for in which a node that is at work has written nothing that its views lack. */
    private static final int MOST_ATTEMPTS = 300;

    private final DataSource database;
    private final CatchUp views;

    ExportVerb(DataSource database, CatchUp views) {
        this.database = database;
        this.views = views;
    }

    @Override
    public int run(Export arguments, PrintStream out) {
        var folder = arguments.folder();
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                out.println("export: " + folder + " is a file and not a folder");
                return WRONG_USE;
            }
            return export(folder, out);
        } catch (IOException e) {
            out.println("export: cannot write there: " + e);
            return WRONG_USE;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Everything follows from the events, so the views must contain the last of them: else their files would not tell it. */
    private int export(Path folder, PrintStream out) throws SQLException, IOException, InterruptedException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var progress = new ProgressLine(out, "views read");
            if (!views.run(PATIENCE, progress)) {
                out.println("export: nothing was written, because the views do not get to the end of the journal;"
                        + " ./laroue verify says more, and ./laroue rebuild makes them anew");
                return FAILED;
            }
            if (write(folder, out)) {
                return 0;
            }
        }
        out.println("export: nothing was written, because a node writes all the time; try again when less is going on");
        return FAILED;
    }

    /** Writes all files from one moment; false, and nothing is written, if the views lacked something at that moment. */
    private boolean write(Path folder, PrintStream out) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            if (!viewsAreComplete(connection)) {
                connection.rollback();
                return false;
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("README.txt"), READ_ME);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var table : TABLES) {
                try (var file = Files.newBufferedWriter(folder.resolve(table.file()), StandardCharsets.UTF_8)) {
                    long rows = copy.copyOut(
                            "copy (%s) to stdout with (format csv, header)".formatted(table.query()), file);
                    out.printf("%s: %d rows%n", folder.resolve(table.file()), rows);
                }
            }
            connection.rollback();
            return true;
        }
    }

    private static boolean viewsAreComplete(Connection connection) throws SQLException {
        try (var question = connection.prepareStatement("""
                select least(view.read_to(?), view.read_to(?)) >= position as complete from journal.head""")) {
            question.setString(1, Progress.COUNTER);
            question.setString(2, Progress.FIGURES);
            try (var answer = question.executeQuery()) {
                return answer.next() && answer.getBoolean("complete");
            }
        }
    }
}
