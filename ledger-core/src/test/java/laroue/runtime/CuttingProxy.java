package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a node and PostgreSQL and understands as much of what passes as is needed to cut the writer's session,
 * and no other, at a chosen place. Other sessions pass as they are.
 */
final class CuttingProxy implements AutoCloseable {

    /** Where a session is cut. */
    enum Place {
        /** Half of the events have reached the server. */
        IN_THE_MIDDLE_OF_COPY,
        /** The server has everything but the word. */
        BEFORE_COMMIT,
        /** The word is on its way, and nobody waits for what becomes of it. */
        AT_COMMIT,
        /** The server has committed and said so, and nobody hears it. */
        AFTER_COMMIT
    }

    /** The first message of a session may ask for encryption; what it is about comes in the next one. */
    private static final Set<Integer> ASKS_FOR_ENCRYPTION = Set.of(80877103, 80877104);

    private final ServerSocket door;
    private volatile String host;
    private volatile int port;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Place> next = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean open = true;
    private volatile boolean shutsWithNext;
    private volatile boolean silent;

    private CuttingProxy(ServerSocket door, String host, int port) {
        this.door = door;
        this.host = host;
        this.port = port;
        Thread.ofVirtual().start(this::letIn);
    }

    static CuttingProxy before(TestPostgres.Database database) throws IOException {
        var address = address(database);
        return new CuttingProxy(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), address.getHost(), address.getPort());
    }

    /** The database as it is seen through this. */
    TestPostgres.Database through(TestPostgres.Database database) {
        var url = database.jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + door.getLocalPort() + "/");
        return new TestPostgres.Database(url, database.user(), database.password());
    }

    private static URI address(TestPostgres.Database database) {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }

    /** Cuts the session that next comes to this place while it writes events. */
    void cutNext(Place place) {
        next.set(place);
    }

    /** The same, and at that moment the server is gone for everybody, until it is {@link #open opened} again. */
    void cutNextAndShut(Place place) {
        shutsWithNext = true;
        next.set(place);
    }

    int cuts() {
        return cuts.get();
    }

    /** Cuts everything, and lets nobody in, as if the server were gone. */
    void shut() {
        open = false;
        sessions.forEach(Session::cut);
    }

    void open() {
        open = true;
    }

    /** From now on nothing passes, either way, and nothing is closed: as if the cable were out. */
    void fallSilent() {
        silent = true;
    }

    /** What was held back passes now. */
    void speakAgain() {
        silent = false;
    }

    private void holdBack() {
        while (silent && !door.isClosed()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** From now on another server is behind this; whoever was connected to the one before is cut off. */
    void moveTo(TestPostgres.Database database) {
        shut();
        var address = address(database);
        host = address.getHost();
        port = address.getPort();
        open();
    }

    @Override
    public void close() throws IOException {
        shut();
        door.close();
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (!open) {
                    client.close();
                    continue;
                }
                var session = new Session(client, new Socket(host, port));
                sessions.add(session);
                Thread.ofVirtual().start(session::questions);
                Thread.ofVirtual().start(session::answers);
            } catch (IOException closed) {
                // The next one, if the door is still there.
            }
        }
    }

    /** One connection of the node, and what this has understood of it. */
    private final class Session {

        private final Socket client;
        private final Socket server;
        private final Map<String, String> statements = new HashMap<>();
        private volatile boolean nobodyListens;
        private String bound = "";
        private boolean writesEvents;
        private boolean copies;

        Session(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void questions() {
            try (client;
                    server) {
                var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
                var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), 1 << 16));
                holdBack();
                greet(in, out);
                while (true) {
                    byte type = in.readByte();
                    holdBack();
                    var body = in.readNBytes(in.readInt() - Integer.BYTES);
                    if (!passes(type, body, out)) {
                        return;
                    }
                    if (in.available() == 0) {
                        out.flush();
                    }
                }
            } catch (IOException ended) {
                // Either side has gone.
            } finally {
                sessions.remove(this);
            }
        }

        /** Messages without a type, up to the one that says who comes. */
        private void greet(DataInputStream in, DataOutputStream out) throws IOException {
            while (true) {
                int length = in.readInt();
                var body = in.readNBytes(length - Integer.BYTES);
                out.writeInt(length);
                out.write(body);
                out.flush();
                int code = ByteBuffer.wrap(body).getInt();
                if (!ASKS_FOR_ENCRYPTION.contains(code)) {
                    return;
                }
            }
        }

        /** Lets a message through, or cuts; says whether the session goes on. */
        private boolean passes(byte type, byte[] body, DataOutputStream out) throws IOException {
            switch (type) {
                case 'P' ->
                    statements.put(text(body, 0), text(body, text(body, 0).length() + 1));
                case 'B' ->
                    bound = statements.getOrDefault(text(body, text(body, 0).length() + 1), "");
                case 'Q' -> begin(text(body, 0));
                case 'c' -> copies = false;
                default -> {}
            }
            if (type == 'd' && copies && isNext(Place.IN_THE_MIDDLE_OF_COPY)) {
                send(type, body, body.length / 2, out);
                return false;
            }
            boolean commits =
                    writesEvents && ((type == 'E' && isCommit(bound)) || (type == 'Q' && isCommit(text(body, 0))));
            if (commits && isNext(Place.BEFORE_COMMIT)) {
                return false;
            }
            boolean at = commits && isNext(Place.AT_COMMIT);
            nobodyListens |= at || (commits && isNext(Place.AFTER_COMMIT));
            send(type, body, body.length, out);
            if (at) {
                out.write(new byte[] {'S', 0, 0, 0, Integer.BYTES});
                out.flush();
                return false;
            }
            writesEvents &= !commits;
            return true;
        }

        private void begin(String query) {
            copies = query.startsWith("copy journal.event");
            writesEvents |= copies;
        }

        private static boolean isCommit(String query) {
            return query.strip().equalsIgnoreCase("commit");
        }

        private boolean isNext(Place place) {
            if (!next.compareAndSet(place, null)) {
                return false;
            }
            if (shutsWithNext) {
                shutsWithNext = false;
                open = false;
                sessions.stream().filter(it -> it != this).forEach(Session::cut);
            }
            // Last: whoever sees it counted may open the door again.
            cuts.incrementAndGet();
            return true;
        }

        private static void send(byte type, byte[] body, int length, DataOutputStream out) throws IOException {
            out.writeByte(type);
            out.writeInt(body.length + Integer.BYTES);
            out.write(body, 0, length);
            if (length < body.length) {
                out.flush();
            }
        }

        void answers() {
            try (client;
                    server) {
                var buffer = new byte[1 << 16];
                while (true) {
                    int read = server.getInputStream().read(buffer);
                    if (read < 0 || nobodyListens) {
                        return;
                    }
                    holdBack();
                    client.getOutputStream().write(buffer, 0, read);
                    client.getOutputStream().flush();
                }
            } catch (IOException ended) {
                // Either side has gone.
            }
        }

        void cut() {
            try (client;
                    server) {
                sessions.remove(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A text in a message, up to its zero. */
        private static String text(byte[] body, int from) {
            int end = from;
            while (end < body.length && body[end] != 0) {
                end++;
            }
            return new String(body, from, end - from, UTF_8);
        }
    }
}
