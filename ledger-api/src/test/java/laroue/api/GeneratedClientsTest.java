package laroue.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What openapi-generator makes of the document: a client that compiles as it is, keeps every field, and pays. Maven copies the
 * generator, the compiler of TypeScript and what the Java client needs to {@code target/generators}; with {@code
 * -Dopenapi-generator.version=7.16.0} it is another generator.
 */
@Tag("slow")
class GeneratedClientsTest extends ApiTest {

    private static final Path TOOLS = Path.of("target", "generators").toAbsolutePath();

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    /** Generating and compiling takes seconds; a machine with much else to do takes its time. */
    private static final int MINUTES = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Test
    @DisplayName("the Java client (native) compiles, keeps every field, pays and reads the code of a refusal")
    void javaPays() throws Exception {
        generate(
                "java",
                "--library=native",
                "--additional-properties=apiPackage=sdk.api,modelPackage=sdk.model,invokerPackage=sdk");
        keepsEveryField("src/main/java/sdk/model", ".java", " = \"%s\";");
        var sources = files(place.resolve("src/main/java"), ".java");
        sources.add(resource("Till.java"));
        var options = Files.write(
                place.resolve("sources"), sources.stream().map(Path::toString).toList());
        var libraries = files(TOOLS.resolve("lib"), ".jar").stream().map(Path::toString);
        var classes = place.resolve("classes").toString();
        var path = Stream.concat(Stream.of(classes), libraries).collect(joining(File.pathSeparator));

        run(
                JAVA.resolve("javac").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-nowarn",
                "-d",
                classes,
                "-cp",
                path,
                "@" + options);

        assertThat(pay(JAVA.resolve("java").toString(), "-XX:TieredStopAtLevel=1", "-cp", path, "Till"))
                .contains("paid");
    }

    @Test
    @Tag("node")
    @DisplayName(
            "the TypeScript client (fetch) compiles strictly, keeps every field, pays and reads the code of a refusal")
    void typeScriptPays() throws Exception {
        generate("typescript-fetch");
        keepsEveryField("models", ".ts", "json['%s']");
        resource("till.ts");

        run(
                "node",
                compiler().toString(),
                "--strict",
                "--noUncheckedIndexedAccess",
                "--target",
                "es2022",
                "--lib",
                "es2022,dom",
                "--module",
                "commonjs",
                "--outDir",
                "compiled",
                "till.ts");

        assertThat(pay("node", "compiled/till.js")).contains("paid 125");
    }

    private void generate(String... generator) throws Exception {
        var document = Files.writeString(
                place.resolve("openapi.json"), OpenApiContract.get().document().toString());
        var jar = tool("openapi-generator-cli-" + System.getProperty("openapi-generator.version", ""));
        var command = new ArrayList<>(List.of(
                JAVA.resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "generate",
                "-i",
                document.toString(),
                "-o",
                place.toString(),
                "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                "-g"));
        command.addAll(List.of(generator));
        run(command.toArray(String[]::new));
    }

    /** Each object of the document is a class of its own, with all its fields by their names in JSON. */
    private void keepsEveryField(String folder, String extension, String field) throws IOException {
        var missing = new ArrayList<String>();
        for (var schema :
                OpenApiContract.get().document().at("/components/schemas").properties()) {
            var properties = schema.getValue().path("properties");
            if (!properties.isMissingNode()) {
                var file = place.resolve(folder).resolve(schema.getKey() + extension);
                var source = Files.exists(file) ? Files.readString(file) : "";
                properties.propertyNames().stream()
                        .filter(it -> !source.contains(field.formatted(it)))
                        .forEach(it -> missing.add(schema.getKey() + "." + it));
            }
        }
        assertThat(missing).as("fields that the client dropped").isEmpty();
        assertThat(files(place.resolve(folder), extension))
                .extracting(it -> it.getFileName().toString())
                .as("models without a name of their own")
                .noneMatch(it -> it.matches("InlineObject.*|.*(OneOf|AnyOf|AllOf|Inner).*|.*[0-9]{3}Response.*"));
    }

    private String pay(String... command) throws Exception {
        var shop = shop();
        var there = territory();
        return run(Stream.concat(
                        Stream.of(command),
                        Stream.of(base(), shop.client(), api().secret(shop.client()), there.card(), there.pin()))
                .toArray(String[]::new));
    }

    private Path resource(String name) throws IOException {
        try (var stream = getClass().getResourceAsStream("/generated/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no " + name);
            }
            return Files.write(place.resolve(name), stream.readAllBytes());
        }
    }

    private static Path tool(String name) {
        return files(TOOLS, ".jar").stream()
                .filter(it -> it.getFileName().toString().startsWith(name))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + TOOLS + ": Maven copies it"));
    }

    /** The compiler comes in a jar of Maven's; it wants its files about it. */
    private Path compiler() throws IOException {
        var jar = tool("typescript-");
        var to = place.resolve("tsc");
        try (var zip = new JarFile(jar.toFile())) {
            for (var entry : zip.stream()
                    .filter(it -> it.getName().matches(".*/lib/[^/]+\\.[jt]s"))
                    .toList()) {
                var file = to.resolve(Path.of(entry.getName()).getFileName());
                Files.createDirectories(to);
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
        return to.resolve("tsc.js");
    }

    private String run(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static List<Path> files(Path folder, String extension) {
        try (var all = Files.walk(folder)) {
            return new ArrayList<>(
                    all.filter(it -> it.toString().endsWith(extension)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
