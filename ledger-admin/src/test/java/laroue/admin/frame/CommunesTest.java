package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** People say what communes are called, and need no codes. */
class CommunesTest {

    @Test
    void aCommuneIsFoundByItsNameHoweverItIsTyped() {
        assertThat(Communes.find("Gap")).contains("05061");
        assertThat(Communes.find("saint véran")).contains("05157");
        assertThat(Communes.find("05061")).contains("05061");
        assertThat(Communes.find("75056")).as("elsewhere, by its code").contains("75056");
        assertThat(Communes.find("Nowhere")).isEmpty();
    }

    @Test
    void aNameThatSeveralHaveIsNone() {
        assertThat(Communes.name("04001")).isEqualTo(Communes.name("06001"));
        assertThat(Communes.find(Communes.name("04001"))).isEmpty();
    }

    @Test
    void whatIsNotKnownIsShownAsItsCode() {
        assertThat(Communes.name("05023")).isEqualTo("Briançon");
        assertThat(Communes.name("75056")).isEqualTo("75056");
    }
}
