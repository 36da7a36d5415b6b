package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RedirectsTest {

    private final Redirects redirects = new Redirects();

    @ParameterizedTest(name = "to {0}, as it is")
    @ValueSource(strings = {"/{x}", "/moi?retour=/{x}", "/a/%7Bx%7D", "/files/alertes"})
    void anAddressNamesNoVariable(String address) throws Exception {
        var response = new MockHttpServletResponse();

        Objects.requireNonNull(redirects.resolveViewName("redirect:" + address, Locale.FRENCH))
                .render(Map.of("x", "another"), new MockHttpServletRequest(), response);

        assertThat(response.getRedirectedUrl()).isEqualTo(address);
    }

    @Test
    void pagesAreNoRedirects() {
        assertThat(redirects.resolveViewName("home/home", Locale.FRENCH)).isNull();
    }
}
