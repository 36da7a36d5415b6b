package laroue.admin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The files of deploy/cluster, as far as they can be looked at without the programs that read them. */
class ClusterFilesTest {

    private static final Path CLUSTER = Path.of("../deploy/cluster");

    private static final List<String> HOSTS = List.of("db1", "db2", "db3", "backup", "app1", "app2");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Test
    @DisplayName(
            "each host's files are filled in with the values that docs/cluster.md names, whatever signs a value holds")
    void fillsAllHosts() throws IOException, InterruptedException {
        var password = "a&b|c/d";
        var values = values(password);
        for (var host : HOSTS) {
            assertThat(fill(values, host)).as(host).isZero();
        }

        assertThat(Files.readString(place.resolve("app1/laroue.env"))).contains("LAROUE_DATABASE_PASSWORD=" + password);
        assertThat(Files.readString(place.resolve("db2/etcd.yaml"))).contains("name: db2\n");
        Map<String, Object> patroni = new Yaml().load(Files.readString(place.resolve("db3/patroni.yaml")));
        assertThat(patroni).extractingByKey("name").isEqualTo("db3");
        assertThat(patroni.toString())
                .as("no answer from one copy (decision record 0008)")
                .contains("synchronous_mode=true", "synchronous_mode_strict=true", "failsafe_mode=true");
    }

    @Test
    @DisplayName("a value that is missing is named, and nothing is taken for filled in")
    void namesWhatIsMissing() throws IOException, InterruptedException {
        var values = place.resolve("values");
        Files.writeString(values, "CONF=/etc/laroue\n");
        assertThat(fill(values, "app1")).isEqualTo(1);
        assertThat(Files.readString(place.resolve("said"))).contains("@CLIENTS@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drill.sh", "fill.sh", "restore.sh", "bootstrap.sh"})
    @DisplayName("the scripts are well-formed")
    void areWellFormed(String script) throws IOException, InterruptedException {
        assertThat(run("bash", "-n", CLUSTER.resolve(script).toString())).isZero();
    }

    /** As the page's table names them. */
    private Path values(String password) throws IOException {
        var page = Files.readString(Path.of("../docs/cluster.md"));
        var named = page.lines()
                .map(String::strip)
                .filter(it -> it.startsWith("| `") && it.matches(".*`[A-Z_]+`.*\\|.*"))
                .flatMap(it -> Pattern.compile("`([A-Z][A-Z_]+)`")
                        .matcher(it.substring(0, it.indexOf('|', 1)))
                        .results())
                .map(it -> it.group(1) + "=" + (it.group(1).endsWith("PASSWORD") ? password : "1"))
                .collect(Collectors.joining("\n"));
        return Files.writeString(place.resolve("values"), named + "\n");
    }

    private int fill(Path values, String host) throws IOException, InterruptedException {
        return run(
                "sh",
                CLUSTER.resolve("fill.sh").toString(),
                values.toString(),
                host,
                place.resolve(host).toString());
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("said").toFile())
                .start()
                .waitFor();
    }
}
