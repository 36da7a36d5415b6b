package laroue.admin.frame;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** A port that nobody listens to, below those that outgoing connections are given: nobody takes it before it is used. */
final class FreePort {

    private static final int LOWEST = 21_000;
    private static final int HIGHEST = 32_000;

    private FreePort() {}

    static int find() {
        while (true) {
            int port = RandomGenerator.getDefault().nextInt(LOWEST, HIGHEST);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException _) {
                // Somebody listens there.
            }
        }
    }
}
