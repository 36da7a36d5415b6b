package laroue.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final AssociationCode AIX = new AssociationCode("13A");

    @Test
    void cardsAndMerchantsCarryTheirAssociation() {
        assertThat(CardNumber.of(AIX, 1)).hasToString("13A-0001");
        assertThat(CardNumber.of(AIX, 1).association()).isEqualTo(AIX);
        assertThat(CardNumber.of(AIX, 12_345)).hasToString("13A-12345");
        assertThat(MerchantId.of(AIX, 12)).hasToString("13A-M0012");
        assertThat(MerchantId.of(AIX, 12).association()).isEqualTo(AIX);
    }

    @Test
    void areReadAsTheyAreWritten() {
        assertThat(CardNumber.parse("05-0001")).contains(new CardNumber("05-0001"));
        assertThat(MerchantId.parse("05-M0012")).contains(new MerchantId("05-M0012"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05", "05-1", "05-M0012", "0001", "05-0001 ", "05-0123456789"})
    void areNoCardsOfAnotherShape(String text) {
        assertThat(CardNumber.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new CardNumber(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05", "05-0012", "M0012", "05-M12", "05-m0012"})
    void areNoMerchantsOfAnotherShape(String text) {
        assertThat(MerchantId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MerchantId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 5", "13a", "1234567", "05-", "É"})
    void areNoAssociationsOfAnotherShape(String text) {
        assertThat(AssociationCode.isWellFormed(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociationCode(text));
    }

    @Test
    void associationsStandInTheOrderOfTheirCodes() {
        assertThat(new AssociationCode("05")).isLessThan(AIX);
        assertThat(AssociationCode.isWellFormed("13A")).isTrue();
        assertThat(AIX).hasToString("13A");
    }
}
