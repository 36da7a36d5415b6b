package laroue.admin.node;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import laroue.admin.node.Settings.Database;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL of a demonstration, kept in the data folder between runs. It listens on the loopback address alone and asks
 * for a password that is drawn and kept in the folder; the node works as a role that is no superuser. What it acknowledges is
 * as durable as in a real one.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int ANY_PORT = 0;

    /** Of the 107 bytes of a socket's path, what its own name leaves. */
    private static final int LONGEST_SOCKET_FOLDER = 80;

    private static final long MEGABYTE = 1 << 20;

    /** PostgreSQL's own default. */
    private static final long LEAST_BUFFERS = 128 * MEGABYTE;

    private static final long MOST_BUFFERS = 1_024 * MEGABYTE;

    private final EmbeddedPostgres postgres;
    private final DataFolder folder;
    private final DataFolder.Held held;

    private EmbeddedDatabase(EmbeddedPostgres postgres, DataFolder folder, DataFolder.Held held) {
        this.postgres = postgres;
        this.folder = folder;
        this.held = held;
    }

    /** Starts it on a port that is free; empty if a living node has the folder. */
    static Optional<EmbeddedDatabase> start(DataFolder folder) {
        return start(folder, ANY_PORT);
    }

    /** Starts it; empty if a living node has the folder. */
    static Optional<EmbeddedDatabase> start(DataFolder folder, int port) {
        return folder.take().map(held -> {
            Postmaster.of(folder.postgres()).ifPresent(Postmaster::stopOrphan);
            try {
                folder.setAsideOlder()
                        .ifPresent(it -> System.err.println("laroue: the ledger in " + folder.path()
                                + " was written by an earlier version; it is kept in " + it.getFileName()
                                + ", and a new demonstration begins"));
                forgetWhatWasNotFinished(folder);
                var postgres = postgres(folder, port);
                new DatabaseRoles(folder, postgres.getPort()).prepare();
                folder.markFormat();
                Files.deleteIfExists(folder.unfinished());
                return new EmbeddedDatabase(postgres, folder, held);
            } catch (IOException | SQLException | IllegalStateException e) {
                throw new CannotStart("the embedded PostgreSQL does not start (" + e.getMessage() + "); it says why in "
                        + folder.log());
            }
        });
    }

    /** The database of the node that has the folder, once it is ready; that node stops it, nobody else. */
    static Database ofRunningNode(DataFolder folder) {
        for (var left = PATIENCE.toSeconds() * 10; left > 0; left--) {
            var ready = Postmaster.of(folder.postgres()).filter(Postmaster::ready);
            if (ready.isPresent()) {
                return DatabaseRoles.forNode(folder, ready.get().port());
            }
            pause();
        }
        throw new CannotStart("a node has " + folder.path() + ", and its PostgreSQL does not get ready");
    }

    int port() {
        return postgres.getPort();
    }

    Database database() {
        return DatabaseRoles.forNode(folder, postgres.getPort());
    }

    @Override
    public void close() {
        try (held) {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres postgres(DataFolder folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.postgres())
                .setCleanDataDirectory(false)
                // Beside the data: what lies in a temporary folder is swept away under a node that runs for weeks.
                .setOverrideWorkingDirectory(folder.program().toFile())
                .setPGStartupWait(PATIENCE)
                // Stopped by close(), after the node has closed its connections and not at the same time.
                .setRegisterShutdownHook(false)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .setErrorRedirector(
                        ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", sockets(folder))
                .setServerConfig("unix_socket_permissions", "0700")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", buffers() / MEGABYTE + "MB")
                // The same order and the same lower case on every machine, whatever its locale.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // Further options of initdb, which has no other way in; the last word counts.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile(folder).toString())
                .setConnectConfig("password", folder.password(DatabaseRoles.SUPERUSER))
                .start();
    }

    /**
     * So many bytes of the database are kept in memory, and taken from the machine only as they are used: an eighth of what it
     * has, but no more than a gigabyte, in which the indexes of a ledger of some million payments fit.
     */
    private static long buffers() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.clamp(machine.getTotalMemorySize() / 8, LEAST_BUFFERS, MOST_BUFFERS);
    }

    /** A first start that was killed leaves half a cluster and half a program; nothing was ever booked in them. */
    private static void forgetWhatWasNotFinished(DataFolder folder) throws IOException {
        if (Files.exists(folder.unfinished())) {
            FileSystemUtils.deleteRecursively(folder.postgres());
            FileSystemUtils.deleteRecursively(folder.program());
        } else if (!Files.exists(folder.postgres())) {
            Files.createFile(folder.unfinished());
            FileSystemUtils.deleteRecursively(folder.program());
        }
    }

    /** Its socket is in the folder, where nobody else gets; none where the path is longer than a socket's may be. */
    private static String sockets(DataFolder folder) {
        var place = folder.path().toString();
        return place.length() <= LONGEST_SOCKET_FOLDER && place.indexOf(',') < 0 ? place : "";
    }

    private static Path passwordFile(DataFolder folder) {
        folder.password(DatabaseRoles.SUPERUSER);
        return folder.passwordOf(DatabaseRoles.SUPERUSER);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }
}
