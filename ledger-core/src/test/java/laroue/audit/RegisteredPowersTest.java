package laroue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import laroue.audit.RegisteredPowers.Live;
import laroue.power.Power;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegisteredPowersTest {

    private static final Map<String, Object> TOLD = Map.of(
            Power.stream("granted"), new Power("granted", true, false),
            Power.stream("ended"), new Power("ended", true, true),
            Power.stream("of before, renewed"), new Power("of before, renewed", false, false),
            Power.stream("of before, ended"), new Power("of before, ended", false, true));

    @Test
    @DisplayName("who works was given the power to, or is from before such events or of the node itself")
    void agrees() {
        assertThat(RegisteredPowers.disagreement(
                        List.of(
                                new Live("granted", true),
                                new Live("of before", false),
                                new Live("of before, renewed", false)),
                        TOLD::get))
                .isNull();
    }

    @Test
    @DisplayName("nothing works that the events ended, and nobody whom they do not know")
    void disagrees() {
        for (var it : List.of(
                new Live("ended", true),
                new Live("of before, ended", false),
                new Live("entered by hand", true),
                new Live("of before, renewed", true))) {
            assertThat(RegisteredPowers.disagreement(List.of(new Live("granted", true), it), TOLD::get))
                    .as(it.client())
                    .contains(it.client());
        }
    }
}
