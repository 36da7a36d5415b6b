package laroue.admin.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A program of Debian that checks the files of its own kind. */
enum Tool {
    PROMTOOL("promtool", "prometheus"),
    AMTOOL("amtool", "prometheus-alertmanager"),
    CADDY("caddy", "caddy"),
    NGINX("nginx", "nginx-light");

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** What a program said. */
    record Said(int exit, String text) {}

    /** Runs it in a folder, and waits for its end. */
    Said in(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(path()), Arrays.stream(arguments)).toList();
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private String path() {
        return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(it -> Path.of(it, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "there is no %s here; get it (apt-get install %s), or leave its tests out (-DexcludedGroups=tools)"
                                .formatted(program, debianPackage)))
                .toString();
    }
}
