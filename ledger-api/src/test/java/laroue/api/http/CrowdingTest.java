package laroue.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CrowdingTest {

    private final Crowding crowding = new Crowding(2);

    @Test
    @DisplayName(
            "one address is served so many requests at once; another is served all the same, and it again afterwards")
    void oneAddressIsNotEverybody() throws ServletException, IOException {
        FilterChain third = (_, _) -> {
            assertThat(ask("192.0.2.1", (_, _) -> {}).getStatus()).isEqualTo(429);
            assertThat(ask("192.0.2.1", (_, _) -> {}).getHeader("Retry-After")).isEqualTo("1");
            assertThat(ask("192.0.2.2", (_, _) -> {}).getStatus()).isEqualTo(200);
        };

        ask("192.0.2.1", (_, _) -> ask("192.0.2.1", third));

        assertThat(ask("192.0.2.1", (_, _) -> {}).getStatus()).isEqualTo(200);
    }

    @Test
    @DisplayName("how many connections are open at once depends on the heap")
    void aSmallHeapHasFewerConnections() {
        assertThat(HttpConfiguration.mostConnections(160L << 20)).isEqualTo(320);
        assertThat(HttpConfiguration.mostConnections(16L << 20)).isEqualTo(256);
        assertThat(HttpConfiguration.mostConnections(64L << 30)).isEqualTo(8_192);
    }

    private MockHttpServletResponse ask(String address, FilterChain then) throws ServletException, IOException {
        var request = new MockHttpServletRequest("GET", "/v1/me");
        request.setRemoteAddr(address);
        var response = new MockHttpServletResponse();
        crowding.doFilter(request, response, then);
        return response;
    }
}
