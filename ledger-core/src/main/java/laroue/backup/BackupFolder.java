package laroue.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a series of backups: for each its manifest {@code backup-000001.json} and the checksums {@code
 * backup-000001.sha256} (which {@code sha256sum -c} reads), and the parts that they name. What is being written is named in
 * {@code unfinished.json} until its manifest is there.
 */
record BackupFolder(Path path) {

    private static final Pattern MANIFEST = Pattern.compile("backup-(\\d{6})\\.json");
    private static final Pattern NUMBERED = Pattern.compile("(?:backup-)?(\\d{6})[.-].*");
    private static final String UNFINISHED = "unfinished.json";
    private static final String LOCK = "lock";
    private static final int BUFFER = 1 << 16;

    /** Held while a backup is made; the operating system gives it back for a process that died. */
    record Held(FileChannel channel, FileLock lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Makes the folder where there is none, and takes it for one backup. */
    Held take() throws IOException {
        if (!Files.isDirectory(path)) {
            var parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(path, forOwnerOnly("rwx------"));
        }
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new BackupException("another backup is being written to " + path);
        }
        return new Held(channel, lock);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    static String manifestName(int number) {
        return "backup-%06d.json".formatted(number);
    }

    static String checksumsName(int number) {
        return "backup-%06d.sha256".formatted(number);
    }

    /** The numbers of the backups that have a manifest, in order. */
    TreeSet<Integer> numbers() throws IOException {
        var numbers = new TreeSet<Integer>();
        for (var name : names()) {
            var manifest = MANIFEST.matcher(name);
            if (manifest.matches()) {
                numbers.add(Integer.parseInt(manifest.group(1)));
            }
        }
        return numbers;
    }

    /** The manifest of one backup, as it is written, without a look at its parts. */
    Manifest manifest(int number) throws IOException {
        return Manifest.read(manifestName(number), text(manifestName(number)));
    }

    /** That of the newest backup, if there is one; without a look at its parts. */
    Optional<Manifest> newestManifest() throws IOException {
        var numbers = numbers();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(manifest(numbers.last()));
    }

    /** Whether a part is there in its whole length. */
    boolean hasWhole(Manifest.Part part) throws IOException {
        var file = file(part.file());
        return Files.isRegularFile(file) && Files.size(file) == part.bytes();
    }

    /** The rows of a part, in PostgreSQL's text form. */
    InputStream rows(Manifest.Part part, @Nullable Passphrase passphrase) throws IOException {
        var file = Files.newInputStream(file(part.file()));
        try {
            return new GZIPInputStream(passphrase == null ? file : passphrase.decrypting(file), BUFFER);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Whether a part can be read with a passphrase. */
    boolean opens(Manifest.Part part, Passphrase passphrase) {
        try (var rows = rows(part, passphrase)) {
            return rows.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What an interrupted backup has already written of the journal. */
    Optional<Manifest> unfinished() throws IOException {
        return Files.exists(file(UNFINISHED))
                ? Optional.of(Manifest.read(UNFINISHED, text(UNFINISHED)))
                : Optional.empty();
    }

    void noteUnfinished(Manifest soFar) throws IOException {
        writeDurably(UNFINISHED, soFar.write());
    }

    /** Makes a backup count: its parts are all there. */
    void finish(Manifest whole) throws IOException {
        var name = manifestName(whole.number());
        var text = whole.write();
        var sums = checksums(text.getBytes(UTF_8), whole);
        writeDurably(checksumsName(whole.number()), sums);
        writeDurably(name, text);
        Files.deleteIfExists(file(UNFINISHED));
    }

    /**
     * Deletes all backups but the newest ones, and the parts that none of these names.
     *
     * @param count how many stay, at least 1
     */
    void keepNewest(int count) throws IOException {
        var kept = numbers().descendingSet().stream().limit(count).toList();
        var named = new HashSet<String>();
        for (int number : kept) {
            named.add(manifestName(number));
            named.add(checksumsName(number));
            manifest(number).parts().forEach(it -> named.add(it.file()));
        }
        for (var name : names()) {
            if (NUMBERED.matcher(name).matches() && !named.contains(name)) {
                Files.deleteIfExists(file(name));
            }
        }
    }

    /**
     * The manifest of the newest backup, or of one by its number, after every byte of it was checked.
     *
     * @param wanted the number; 0 for the newest
     * @throws BackupException which names whatever is missing or damaged
     */
    Manifest checked(int wanted, Progress progress) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new BackupException("there is no folder " + path);
        }
        int newest = newest();
        int number = wanted == 0 ? newest : wanted;
        var name = manifestName(number);
        var sums = checksumsName(number);
        var missing = Stream.of(name, sums)
                .filter(it -> !Files.isRegularFile(file(it)))
                .toList();
        if (!missing.isEmpty()) {
            throw new BackupException(
                    missing.stream().map(it -> it + " is missing").toList());
        }
        var text = Files.readAllBytes(file(name));
        var told = text(sums);
        if (!told.startsWith(sha256(text) + "  " + name + "\n")) {
            throw new BackupException("%s is damaged, or %s is: they do not agree".formatted(name, sums));
        }
        var manifest = manifest(number);
        if (!told.equals(checksums(text, manifest))) {
            throw new BackupException(sums + " is damaged: it does not agree with " + name);
        }
        var faults = new ArrayList<String>();
        for (var part : manifest.parts()) {
            fault(part, progress).ifPresent(faults::add);
        }
        if (!faults.isEmpty()) {
            throw new BackupException(faults);
        }
        return manifest;
    }

    /** The newest backup by any of its files: one whose manifest was lost must not be taken for never made. */
    private int newest() throws IOException {
        int unfinished = unfinished().map(Manifest::number).orElse(0);
        int newest = 0;
        for (var name : names()) {
            var numbered = NUMBERED.matcher(name);
            if (numbered.matches()) {
                int number = Integer.parseInt(numbered.group(1));
                if (number != unfinished || Files.exists(file(manifestName(number)))) {
                    newest = Math.max(newest, number);
                }
            }
        }
        if (newest == 0) {
            throw new BackupException("there is no whole backup in " + path);
        }
        return newest;
    }

    private Optional<String> fault(Manifest.Part part, Progress progress) throws IOException {
        var file = file(part.file());
        if (!Files.isRegularFile(file)) {
            return Optional.of(part.file() + " is missing");
        }
        long bytes = Files.size(file);
        if (bytes != part.bytes()) {
            return Optional.of(
                    "%s is damaged: it has %d bytes instead of %d".formatted(part.file(), bytes, part.bytes()));
        }
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return Optional.of("%s cannot be read: %s".formatted(part.file(), e.getMessage()));
        }
        progress.checked(part.file(), bytes);
        return HexFormat.of().formatHex(digest.digest()).equals(part.sha256())
                ? Optional.empty()
                : Optional.of(part.file() + " is damaged: its SHA-256 is another");
    }

    /** As {@code sha256sum} writes them. */
    private static String checksums(byte[] text, Manifest manifest) {
        var sums = new StringBuilder(sha256(text))
                .append("  ")
                .append(manifestName(manifest.number()))
                .append('\n');
        manifest.parts()
                .forEach(it ->
                        sums.append(it.sha256()).append("  ").append(it.file()).append('\n'));
        return sums.toString();
    }

    /** A damaged one too: it is what its bytes are taken for. */
    private String text(String name) throws IOException {
        return new String(Files.readAllBytes(file(name)), UTF_8);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(path)) {
            return files.map(it -> String.valueOf(it.getFileName())).toList();
        }
    }

    /** Whole or not at all, and on the disk when this returns. */
    private void writeDurably(String name, String text) throws IOException {
        var fresh = file(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, forOwnerOnly("rw-------"));
        Files.writeString(fresh, text);
        force(fresh);
        Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            force(path);
        }
    }

    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static FileAttribute<?>[] forOwnerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
