package laroue.admin.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import laroue.api.http.PublicAddress;

/**
 * What the environment says, read once. Without {@code LAROUE_DATABASE_URL} the node is a demonstration; with it there
 * is no default for anything that protects something.
 */
record Settings(Map<String, String> environment) {

    private static final int LEAST_SECRET = 32;
    private static final int LEAST_ADMIN_SECRET = 16;

    /** What bytes become that are no UTF-8. */
    private static final int REPLACEMENT = 0xfffd;

    /** A PostgreSQL that somebody else runs. */
    record Database(String jdbcUrl, String user, String password) {

        /** The same, known to PostgreSQL under a name, so that an import can see whether a node is connected. */
        Database as(String application) {
            var joint = jdbcUrl.contains("?") ? "&" : "?";
            return new Database(jdbcUrl + joint + "ApplicationName=" + application, user, password);
        }
    }

    Path data() {
        return Path.of(value("LAROUE_DATA").orElse("data")).toAbsolutePath().normalize();
    }

    String bind() {
        return value("LAROUE_BIND").orElse("127.0.0.1");
    }

    int port() {
        return port("LAROUE_PORT", 8080);
    }

    int managementPort() {
        return port("LAROUE_MANAGEMENT_PORT", 8081);
    }

    /** What this node is called among others: health shows who writes by that name. */
    String node() {
        return value("LAROUE_NODE").orElseGet(() -> host() + ":" + port());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Empty for a demonstration. A URL that is set and blank is a mistake, and must not become a demonstration. */
    Optional<Database> database() {
        var url = environment.get("LAROUE_DATABASE_URL");
        if (url == null) {
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart("LAROUE_DATABASE_URL must look like jdbc:postgresql://host:5432/laroue");
        }
        var user = value("LAROUE_DATABASE_USER")
                .orElseThrow(() -> new CannotStart("LAROUE_DATABASE_URL is set, LAROUE_DATABASE_USER is missing"));
        return Optional.of(
                new Database(url, user, value("LAROUE_DATABASE_PASSWORD").orElse("")));
    }

    /** Protects the signing keys and peppers the PINs; of a real node. */
    String secret() {
        return secret("LAROUE_SECRET", LEAST_SECRET, "it protects the signing keys and the PINs; keep it for ever");
    }

    /** The same where it is given to whatever has another source for it. */
    Optional<String> givenSecret() {
        return value("LAROUE_SECRET").map(_ -> secret());
    }

    /** The secret that takes the place of the present one. */
    Optional<String> newSecret() {
        return value("LAROUE_NEW_SECRET")
                .map(_ -> secret("LAROUE_NEW_SECRET", LEAST_SECRET, "it replaces LAROUE_SECRET"));
    }

    /** Encrypts backups, and opens them; empty leaves them readable. */
    Optional<String> backupPassphrase() {
        return value("LAROUE_BACKUP_PASSPHRASE");
    }

    /** Of the client {@code admin}, who opens associations and clients; of a real node. */
    String adminSecret() {
        return secret("LAROUE_ADMIN_SECRET", LEAST_ADMIN_SECRET, "the client \"admin\" signs in with it");
    }

    /** Whether all staff show a code besides their secret ({@code required}), or those who have set one up. */
    String secondFactor(String otherwise) {
        var chosen = value("LAROUE_SECOND_FACTOR").orElse(otherwise);
        if (!chosen.equals("required") && !chosen.equals("optional")) {
            throw new CannotStart(
                    "LAROUE_SECOND_FACTOR is required (the default of a real node) or optional, and not " + chosen);
        }
        return chosen;
    }

    /** Whether each line of the log is a JSON object ({@code LAROUE_LOG=json}), or text for people. */
    boolean logsAsJson() {
        var chosen = value("LAROUE_LOG").orElse("text");
        if (!chosen.equals("text") && !chosen.equals("json")) {
            throw new CannotStart("LAROUE_LOG is text (the default) or json, and not " + chosen);
        }
        return chosen.equals("json");
    }

    /** The user that owns the schemas and migrates them; empty where it is the one that the node works with. */
    Optional<String> ownerUser() {
        return value("LAROUE_DATABASE_OWNER_USER");
    }

    String ownerPassword() {
        return value("LAROUE_DATABASE_OWNER_PASSWORD").orElse("");
    }

    private String secret(String name, int least, String why) {
        var secret = value(name)
                .orElseThrow(() -> new CannotStart("a real node (LAROUE_DATABASE_URL is set) needs " + name
                        + ", at least " + least + " characters: " + why));
        if (secret.length() < least) {
            throw new CannotStart(name + " is too short: at least " + least + " characters");
        }
        secret.codePoints().filter(it -> !isPrintable(it)).findFirst().ifPresent(it -> {
            throw new CannotStart("%s holds U+%04X, which nobody can type into a form or a header".formatted(name, it));
        });
        return secret;
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> character != REPLACEMENT;
        };
    }

    /**
     * The proxies in front of this node whose word on the address and the scheme of a request counts, as blocks of addresses
     * separated by commas; empty where there is none, and then such headers are ignored, for anybody can write them.
     */
    Optional<String> trustedProxies() {
        return value("LAROUE_TRUSTED_PROXIES")
                .map(it -> Arrays.stream(it.split(",", -1)).map(Settings::block).collect(Collectors.joining(",")));
    }

    /** Under which address people reach this node; links in mails and passkeys need it. */
    PublicAddress publicAddress() {
        try {
            return PublicAddress.parse(value("LAROUE_PUBLIC_URL").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new CannotStart("LAROUE_PUBLIC_URL: " + e.getMessage());
        }
    }

    /** The mail server as Spring wants to be told of it; empty where none is set. */
    Map<String, Object> mail() {
        var url = value("LAROUE_SMTP_URL");
        if (url.isEmpty()) {
            return Map.of();
        }
        if (publicAddress().equals(PublicAddress.NONE)) {
            throw new CannotStart(
                    "LAROUE_SMTP_URL is set and LAROUE_PUBLIC_URL is not: a link in a mail needs the address of this node");
        }
        var from = value("LAROUE_SMTP_FROM")
                .filter(it -> it.matches("[^\\s@<>,;]+@[^\\s@<>,;]+"))
                .orElseThrow(() -> new CannotStart(
                        "LAROUE_SMTP_URL is set: LAROUE_SMTP_FROM names the sender, such as roue@example.org"));
        return MailServer.parse(url.get()).properties(from);
    }

    private static String block(String typed) {
        var parts = typed.strip().split("/", 2);
        try {
            int bits = InetAddress.ofLiteral(parts[0]).getAddress().length * Byte.SIZE;
            int mask = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (mask >= 0 && mask <= bits) {
                return parts[0] + "/" + mask;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new CannotStart(
                "LAROUE_TRUSTED_PROXIES lists addresses or blocks such as 10.0.0.5 or 10.0.0.0/24, and not \""
                        + typed.strip() + "\"");
    }

    private int port(String name, int otherwise) {
        var text = value(name).orElse(Integer.toString(otherwise));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new CannotStart(name + " is not a port: " + text);
        }
        return Integer.parseInt(text);
    }

    /** What the environment says; what protects something may also stand in a file, which {@code <name>_FILE} names. */
    private Optional<String> value(String name) {
        var value = Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
        var file = Optional.ofNullable(environment.get(name + "_FILE")).filter(it -> !it.isBlank());
        if (value.isPresent() && file.isPresent()) {
            throw new CannotStart("%s and %s_FILE are both set; one of them is enough".formatted(name, name));
        }
        return value.or(() -> file.map(it -> content(name, it)));
    }

    private static String content(String name, String file) {
        try {
            var content = Files.readString(Path.of(file)).strip();
            if (content.isEmpty()) {
                throw new CannotStart("%s_FILE names %s, which is empty".formatted(name, file));
            }
            return content;
        } catch (IOException | InvalidPathException e) {
            throw new CannotStart("%s_FILE names %s, which cannot be read: %s".formatted(name, file, e));
        }
    }
}
