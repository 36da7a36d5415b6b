package laroue.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayeeNamesTest {

    @ParameterizedTest(name = "{0} is told as {1}")
    @CsvSource(textBlock = """
            Alix Exemple, Alix E.
            alix exemple, alix e.
            EXEMPLE Alix, Alix E.
            ALIX EXEMPLE, ALIX E.
            Mme Zoé Œuvre-Łoś, Zoé Œ.
            M. Jean-Paul de la Roue, Jean-Paul R.
            Marie\u00A0\u2003Dupré, Marie D.
            Ana, Ana
            '\uD835\uDC00b \uD835\uDC01c', '\uD835\uDC00b \uD835\uDC01.'
            Mme, ''
            """)
    void firstNameAndInitial(String name, String told) {
        assertThat(PayeeNames.shortened(name)).isEqualTo(told);
    }
}
