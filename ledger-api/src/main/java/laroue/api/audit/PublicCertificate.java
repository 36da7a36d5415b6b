package laroue.api.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import laroue.api.http.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * When the certificate expires that people see at the public address ({@code LAROUE_PUBLIC_URL}): the node connects to that
 * address as a browser does, each hour, and sends no request. Nothing is known without such an address, and where the server
 * cannot reach itself by it.
 */
@Component
public class PublicCertificate {

    private static final Logger LOG = LoggerFactory.getLogger(PublicCertificate.class);

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int HTTPS = 443;

    private final PublicAddress address;
    private volatile @Nullable Instant expires;

    PublicCertificate(PublicAddress address, InstantSource clock, MeterRegistry meters) {
        this.address = address;
        Gauge.builder(
                        "laroue.certificate.expires.seconds",
                        () -> expires()
                                .map(it -> (double)
                                        Duration.between(clock.instant(), it).toSeconds())
                                .orElse(Double.NaN))
                .description("until the certificate of the public address expires; negative once it has")
                .register(meters);
    }

    /** When it expires; empty where that is not known. */
    public Optional<Instant> expires() {
        return Optional.ofNullable(expires);
    }

    @Scheduled(fixedDelay = 60, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void look() {
        if (!address.origin().startsWith("https:")) {
            return;
        }
        var uri = URI.create(address.origin());
        try {
            expires = expiry(address.host(), uri.getPort() == -1 ? HTTPS : uri.getPort());
        } catch (IOException | GeneralSecurityException e) {
            expires = null;
            LOG.warn("the certificate at {} cannot be read: {}", address.origin(), e.toString());
        }
    }

    static Instant expiry(String host, int port) throws IOException, GeneralSecurityException {
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            try (var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                if (!host.startsWith("[")) {
                    var named = socket.getSSLParameters();
                    named.setServerNames(List.of(new SNIHostName(host)));
                    socket.setSSLParameters(named);
                }
                socket.startHandshake();
                return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                        .getNotAfter()
                        .toInstant();
            }
        }
    }

    /** Nothing is sent over the connection, and one that has expired is just what must be seen. */
    private static final class AnyCertificate implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
