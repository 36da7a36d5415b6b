package laroue.admin.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.sql.DataSource;
import laroue.admin.node.Arguments.Export;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.decision.Operation;
import laroue.runtime.CatchUp;
import laroue.runtime.TestLedger;
import laroue.runtime.TestPostgres;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files of an export tell of the same ledger, up to its last event. */
class ExportVerbTest {

    private static TestLedger ledger;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @SuppressWarnings("NullAway.Init")
    ExportVerbTest() {}

    @BeforeAll
    static void aLedger() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    @DisplayName("what happened just before is in every file of an export")
    void containsTheLastEvent() throws IOException {
        for (int i = 0; i < 5; i++) {
            found(new AssociationCode("A" + i));
            var folder = place.resolve("export-" + i);

            assertThat(export(folder.toString())).isZero();

            assertThat(Files.readAllLines(folder.resolve("events.csv"))).hasSize(1 + 2 * (i + 1));
            assertThat(Files.readAllLines(folder.resolve("accounts.csv"))).hasSize(2 + i);
        }
    }

    @Test
    @DisplayName("a folder that cannot be written to is named, and nothing fails otherwise")
    void refusesOtherFolders() throws IOException {
        var file = Files.writeString(place.resolve("file"), "kept").toString();

        assertThat(export(file)).isEqualTo(2);
        assertThat(export(file + "/below")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("is a file", "cannot write");
        assertThat(Path.of(file)).hasContent("kept");
    }

    private static void found(AssociationCode association) {
        var operation = new Operation(OperationId.fresh(System.currentTimeMillis()), Instant.now());
        ledger.send(new FoundAssociation(operation, association, AccountNumber.of(association, 1)));
    }

    private int export(String folder) {
        return new ExportVerb(ledger.bean(DataSource.class), ledger.bean(CatchUp.class))
                .run(new Export(Path.of(folder)), new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
