package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who only reads finds a ledger in a folder, or leaves the folder as it is. */
class DataFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @SuppressWarnings("NullAway.Init")
    DataFolderTest() {}

    @Test
    @DisplayName("verify, rebuild and export name a folder without a ledger, exit 2, and make nothing in it")
    void readsNoLedgerWhereThereIsNone() throws IOException {
        var file = Files.writeString(place.resolve("file"), "");
        for (var data : List.of(place.resolve("missing/deeper"), place, file)) {
            for (var asked : List.of(
                    new Arguments.Verify(null), new Arguments.Rebuild(), new Arguments.Export(Path.of("export")))) {
                var verb = new VerbNode(new Settings(Map.of("LAROUE_DATA", data.toString())), asked);

                assertThatThrownBy(verb::run)
                        .isInstanceOfSatisfying(
                                CannotStart.class,
                                it -> assertThat(it.exitCode()).isEqualTo(2))
                        .hasMessageContaining(data.toString());
            }
        }

        try (var left = Files.list(place)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    @DisplayName("a first start that has not ended, and a ledger of an earlier version, are named as what they are")
    void namesWhatIsThereInstead() throws IOException {
        var folder = new DataFolder(place);
        Files.createDirectories(folder.postgres());
        assertThat(folder.whyNoLedger()).hasValueSatisfying(it -> assertThat(it).contains("earlier version"));

        folder.markFormat();
        assertThat(folder.whyNoLedger()).isEmpty();

        Files.createFile(folder.unfinished());
        assertThat(folder.whyNoLedger()).hasValueSatisfying(it -> assertThat(it).contains("has not ended"));
    }

    @Test
    @DisplayName("the administrator's secret of an imported ledger is drawn once, and is its owner's alone")
    void drawsAnAdministratorsSecret() throws IOException {
        var folder = new DataFolder(place);

        var secret = folder.adminSecret();

        assertThat(secret).hasSize(64).isEqualTo(folder.adminSecret()).isNotEqualTo(folder.secret());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.adminSecretFile())))
                .isEqualTo("rw-------");
    }
}
