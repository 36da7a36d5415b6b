package laroue.admin.deploy;

import static laroue.admin.deploy.Monitoring.DEPLOY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The containers and the sites in front of the node, as far as they can be looked at without a container engine. */
class ComposeTest {

    /** What a service has to say of itself in a container, and what the container says for it. */
    private static final Set<String> SAID_BY_COMPOSE =
            Set.of("LAROUE_DATABASE_URL", "LAROUE_DATABASE_USER", "LAROUE_DATABASE_OWNER_USER", "LAROUE_UPSTREAM");

    /** What a node reads that makes no sense in a container, or is for a command that is typed. */
    private static final Set<String> NOT_IN_A_CONTAINER =
            Set.of("LAROUE_BIND", "LAROUE_DATA", "LAROUE_MANAGEMENT_PORT", "LAROUE_NEW_SECRET", "LAROUE_NODE");

    private static final Pattern USED = Pattern.compile("\\$\\{([A-Z_]+)");
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^#?([A-Z_]+)=");
    private static final Pattern READ = Pattern.compile("\"(LAROUE_[A-Z_]+)\"");
    private static final Pattern VERSION = Pattern.compile(".+:v?[0-9]+[.][0-9]+([.][0-9]+)?");

    @SuppressWarnings("NullAway.Init")
    private Map<String, Map<String, Object>> services;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void read() throws IOException {
        services = (Map<String, Map<String, Object>>)
                Monitoring.yaml(DEPLOY.resolve("compose.yaml")).get("services");
    }

    @Test
    @DisplayName("the smallest is node and database alone; the rest is asked for by a profile")
    void profiles() {
        assertThat(services.entrySet().stream()
                        .filter(it -> !it.getValue().containsKey("profiles"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("node", "database");
        assertThat(services.values().stream()
                        .map(it -> String.valueOf(it.get("profiles")))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("null", "[web]", "[watch]", "[backup]");
    }

    @Test
    @DisplayName("no container is root, gains rights, writes where nothing is named, or takes more memory than it may")
    void areHardened() {
        services.forEach((name, it) -> {
            assertThat(it).as(name).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(it.get("security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(String.valueOf(it.get("user"))).as(name).isNotIn("root", "0", "null");
            assertThat(it).as(name).containsKeys("mem_limit", "healthcheck", "restart");
            assertThat(it.getOrDefault("cap_add", List.of())).as(name).isIn(List.of(), List.of("NET_BIND_SERVICE"));
            assertThat(it).as(name).doesNotContainKeys("privileged", "network_mode");
        });
    }

    @Test
    @DisplayName("every image is named by its version, or is built here")
    void versions() throws IOException {
        services.forEach((name, it) -> assertThat(it.containsKey("build")
                        || VERSION.matcher(String.valueOf(it.get("image"))).matches())
                .as(name)
                .isTrue());
        assertThat(Files.readString(DEPLOY.resolve("compose.yaml"))
                        .lines()
                        .map(String::strip)
                        .filter(it -> it.startsWith("FROM ")))
                .allMatch(it -> VERSION.matcher(it).matches());
    }

    @Test
    @DisplayName("only Caddy is reached from other machines, and the management port by nobody")
    void ports() {
        services.forEach((name, it) -> {
            var published = String.valueOf(it.getOrDefault("ports", List.of()));
            if (!name.equals("caddy")) {
                assertThat(List.of(published.replaceAll("[\\[\\]]", "").split(", ", -1)))
                        .as(name)
                        .allMatch(port -> port.isEmpty() || port.startsWith("127.0.0.1:"));
            }
            assertThat(published).as(name).doesNotContain("8081");
        });
    }

    @Test
    @DisplayName("each file that a container is given is there")
    void files() throws IOException {
        for (var line : Files.readAllLines(DEPLOY.resolve("compose.yaml"))) {
            var mounted = Pattern.compile("^ +- \\./([^:]+):").matcher(line);
            if (mounted.find()) {
                assertThat(DEPLOY.resolve(mounted.group(1))).exists();
            }
        }
    }

    @Test
    @DisplayName("env.example explains each setting that compose.yaml reads, and no other")
    void settingsAreExplained() throws IOException {
        assertThat(names(EXPLAINED, DEPLOY.resolve("env.example")))
                .isEqualTo(names(USED, DEPLOY.resolve("compose.yaml")));
        var example = Files.readAllLines(DEPLOY.resolve("env.example"));
        for (int line = 1; line < example.size(); line++) {
            if (EXPLAINED.matcher(example.get(line)).find()) {
                assertThat(example.get(line - 1)).as(example.get(line)).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName(
            "each setting that the node reads can be set for its container, and it is given none that it does not read")
    void settingsOfTheNode() throws IOException {
        var read = names(READ, Path.of("src/main/java/laroue/admin/node/Settings.java"));
        var given = new TreeSet<String>();
        for (var service : List.of("node", "backup")) {
            given.addAll(((Map<?, ?>) services.get(service).get("environment"))
                    .keySet().stream()
                            .map(String::valueOf)
                            .filter(it -> it.startsWith("LAROUE_"))
                            .toList());
        }
        given.add("LAROUE_PORT"); // the port on the host
        given.addAll(NOT_IN_A_CONTAINER);
        assertThat(given).containsAll(read);
        given.removeIf(it -> it.equals("LAROUE_BACKUP_AT") || it.equals("LAROUE_BACKUP_KEEP")); // of the scripts
        assertThat(read).containsAll(given);
        assertThat(SAID_BY_COMPOSE).doesNotContainAnyElementsOf(names(EXPLAINED, DEPLOY.resolve("env.example")));
    }

    @Test
    @Tag("tools")
    @DisplayName("Caddy takes its site")
    void caddy() throws IOException, InterruptedException {
        var said = Tool.CADDY.in(DEPLOY.resolve("caddy"), "adapt", "--config", "Caddyfile", "--validate");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("reverse_proxy");
    }

    @Test
    @Tag("tools")
    @DisplayName("nginx takes its site, but for the certificate that only the server has")
    void nginx(@TempDir Path place) throws IOException, InterruptedException {
        var site = Files.readString(DEPLOY.resolve("nginx/laroue.conf"))
                .replaceAll("(?m)^ *ssl_certificate.*$", "")
                .replace("443 ssl", "8443")
                .replaceAll("listen (\\[::\\]:)?80;", "listen $18080;");
        Files.writeString(place.resolve("nginx.conf"), """
                pid %1$s/pid;
                error_log stderr;
                events {}
                http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
                }
                """.formatted(place, site));
        var said = Tool.NGINX.in(place, "-t", "-c", place.resolve("nginx.conf").toString());
        assertThat(said.exit()).as(said.text()).isZero();
    }

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
