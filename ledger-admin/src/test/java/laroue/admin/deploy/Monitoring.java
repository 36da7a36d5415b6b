package laroue.admin.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What deploy says about alerts and dashboards. */
public final class Monitoring {

    static final Path DEPLOY = Path.of("../deploy");
    static final Path DOCS = Path.of("../docs");

    /** Metrics that come from elsewhere than the node: from Prometheus itself and from its exporter of the machine. */
    private static final Set<String> OF_OTHERS =
            Set.of("up", "node_timex_sync_status", "node_memory_MemAvailable_bytes");

    private Monitoring() {}

    record Alert(String name, String query, String severity, Map<String, String> annotations) {}

    static List<Alert> alerts() throws IOException {
        return maps(yaml(DEPLOY.resolve("prometheus/laroue.rules.yml")), "groups").stream()
                .flatMap(it -> maps(it, "rules").stream())
                .map(Monitoring::alert)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Alert alert(Map<String, Object> it) {
        return new Alert(
                String.valueOf(it.get("alert")),
                String.valueOf(it.get("expr")),
                String.valueOf(((Map<String, Object>) it.get("labels")).get("severity")),
                (Map<String, String>) it.get("annotations"));
    }

    static Map<String, Object> yaml(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Map<String, Object> of, String key) {
        return (List<Map<String, Object>>) of.get(key);
    }

    /** By the names of their files. */
    static Map<String, JsonNode> dashboards() throws IOException {
        var dashboards = new TreeMap<String, JsonNode>();
        try (var files = Files.list(DEPLOY.resolve("grafana/dashboards"))) {
            for (var file : files.toList()) {
                dashboards.put(
                        file.getFileName().toString().replace(".json", ""),
                        JsonMapper.shared().readTree(Files.readString(file)));
            }
        }
        return dashboards;
    }

    /** All metrics that an alert or a panel needs of the node. */
    public static Set<String> metricsOfTheNode() throws IOException {
        var names = new TreeSet<String>();
        for (var it : alerts()) {
            names.addAll(Promql.metrics(it.query()));
        }
        for (var dashboard : dashboards().values()) {
            for (var panel : dashboard.get("panels")) {
                for (var target : panel.get("targets")) {
                    names.addAll(Promql.metrics(target.get("expr").asString()));
                }
            }
        }
        names.removeAll(OF_OTHERS);
        return names;
    }
}
