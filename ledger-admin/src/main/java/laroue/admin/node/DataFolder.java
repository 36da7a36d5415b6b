package laroue.admin.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** The folder of a demonstration: what is in it, and who has it. */
record DataFolder(Path path) {

    /** Of the journal's tables: 2 since they hold batches and their proof. */
    private static final String FORMAT = "2";

    private static final String SECRET = "secret";
    private static final String NEXT_SECRET = "secret-next";
    private static final String ADMIN_SECRET = "admin-secret";

    /** Held for as long as a process works with the folder; the operating system takes it back from a dead one. */
    record Held(FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** One of nobody's, to be deleted by who asked for it. */
    static DataFolder temporary() {
        try {
            return new DataFolder(Files.createTempDirectory("laroue-"));
        } catch (IOException e) {
            throw new CannotStart("cannot make a temporary folder: " + e.getMessage());
        }
    }

    /** Forgets all that is in it, and the folder. */
    void delete() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path program() {
        return path.resolve("program");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    /** There from before the first start of PostgreSQL until it has succeeded once. */
    Path unfinished() {
        return path.resolve("postgres.unfinished");
    }

    /**
     * Sets the ledger of an earlier version aside: its tables are others, and it is a demonstration. The caller holds the
     * folder, and nothing runs on it.
     *
     * @return where it is now; empty if there is none, or it is of this version
     */
    Optional<Path> setAsideOlder() throws IOException {
        if (!Files.exists(postgres()) || Files.exists(unfinished()) || FORMAT.equals(format())) {
            return Optional.empty();
        }
        var aside = path.resolve("postgres-of-earlier-version");
        for (int number = 2; Files.exists(aside); number++) {
            aside = path.resolve("postgres-of-earlier-version-" + number);
        }
        Files.move(postgres(), aside);
        return Optional.of(aside);
    }

    /** Says of which version the ledger is that lies here now. */
    void markFormat() throws IOException {
        Files.writeString(path.resolve("format"), FORMAT);
    }

    private String format() throws IOException {
        var file = path.resolve("format");
        return Files.exists(file) ? Files.readString(file).strip() : "1";
    }

    /** Why there is nothing here that could be read; empty if there is a ledger. Changes nothing. */
    Optional<String> whyNoLedger() {
        if (!Files.exists(path)) {
            return Optional.of("there is no folder " + path + " (LAROUE_DATA)");
        }
        if (!Files.isDirectory(path)) {
            return Optional.of(path + " (LAROUE_DATA) is a file and not a folder");
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            return Optional.of("the folder " + path + " (LAROUE_DATA) cannot be read by this user");
        }
        if (!Files.exists(postgres())) {
            return Optional.of("there is no ledger in " + path + " (LAROUE_DATA)");
        }
        if (Files.exists(unfinished())) {
            return Optional.of("the first start with " + path + " (LAROUE_DATA) has not ended: there is no ledger yet");
        }
        try {
            return FORMAT.equals(format())
                    ? Optional.empty()
                    : Optional.of("the ledger in " + path + " (LAROUE_DATA) is of an earlier version, which reads it");
        } catch (IOException e) {
            return Optional.of("the folder " + path + " (LAROUE_DATA) cannot be read: " + e.getMessage());
        }
    }

    /** Takes the folder; empty if a living process has it. */
    Optional<Held> take() {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path.getParent());
                Files.createDirectory(path, forOwnerOnly("rwx------"));
            }
            var channel =
                    FileChannel.open(path.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Held(channel, lock));
        } catch (IOException e) {
            throw new CannotStart("cannot write to " + path + " (LAROUE_DATA): " + e.getMessage());
        }
    }

    /** The secret of this demonstration: random, made once, readable for its owner alone. */
    String secret() {
        return drawn(SECRET);
    }

    /** The same, if there is one already. */
    Optional<String> knownSecret() {
        var file = path.resolve(SECRET);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret in " + file, e);
        }
    }

    /** A random one to take its place; the same until {@link #forgetNextSecret}, so that a process that died lost none. */
    String nextSecret() {
        return drawn(NEXT_SECRET);
    }

    void forgetNextSecret() {
        try {
            Files.deleteIfExists(path.resolve(NEXT_SECRET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a secret that was given from outside the one of this folder. */
    void keepSecret(String secret) {
        try {
            write(SECRET, secret);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + path.resolve(SECRET), e);
        }
    }

    /** The secret of the client {@code admin} of a ledger that began with an import, likewise. */
    String adminSecret() {
        return drawn(ADMIN_SECRET);
    }

    Path adminSecretFile() {
        return path.resolve(ADMIN_SECRET);
    }

    /** The password of a role of PostgreSQL here: random, made once, readable for its owner alone. */
    String password(String role) {
        return drawn(passwordFile(role));
    }

    /** Where that password is, once it was asked for. */
    Path passwordOf(String role) {
        return path.resolve(passwordFile(role));
    }

    private static String passwordFile(String role) {
        return "password-of-" + role;
    }

    private String drawn(String name) {
        var file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                write(name, HexFormat.of().formatHex(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a secret in " + file, e);
        }
    }

    /** Whole or not at all: a start that is killed leaves no empty secret. */
    private void write(String name, String secret) throws IOException {
        var fresh = path.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, forOwnerOnly("rw-------"));
        Files.writeString(fresh, secret);
        Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] forOwnerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
