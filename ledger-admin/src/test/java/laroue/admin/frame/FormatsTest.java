package laroue.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reader of a page sees of times. */
class FormatsTest {

    private static final Formats FRENCH = Formats.of(Locale.FRANCE);
    private static final Formats ENGLISH = Formats.of(Locale.UK);

    @Test
    @DisplayName("the hour that the clocks show twice says which of the two it is, and no other hour does")
    void tellsTheDoubledHour() {
        var first = Instant.parse("2025-10-26T00:30:00Z");
        var second = Instant.parse("2025-10-26T01:30:00Z");

        assertThat(FRENCH.dayAndTime(first)).isEqualTo("26 oct. 2025, 02:30 (heure d’été, +02:00)");
        assertThat(FRENCH.dayAndTime(second)).isEqualTo("26 oct. 2025, 02:30 (heure d’hiver, +01:00)");
        assertThat(ENGLISH.time(second)).isEqualTo("02:30 (winter time, +01:00)");
        assertThat(FRENCH.time(Instant.parse("2025-10-25T23:59:59Z"))).isEqualTo("01:59");
        assertThat(FRENCH.time(Instant.parse("2025-10-26T02:00:00Z"))).isEqualTo("03:00");
        assertThat(FRENCH.time(Instant.parse("2025-03-30T01:00:00Z"))).isEqualTo("03:00");
    }

    @Test
    @DisplayName("what was recorded on another business day says so")
    void namesBothTimes() {
        var at = Instant.parse("2025-01-05T09:00:00Z");

        assertThat(FRENCH.dayAndTime(at, at.plusSeconds(3_600))).isEqualTo("5 janv. 2025, 10:00");
        assertThat(FRENCH.dayAndTime(at, Instant.parse("2025-01-05T23:00:00Z")))
                .isEqualTo("5 janv. 2025, 10:00 (saisi le\u00a06 janv. 2025)");
        assertThat(ENGLISH.dayAndTime(at, Instant.parse("2025-02-05T23:00:00Z")))
                .isEqualTo("5 Jan 2025, 10:00 (recorded on 6 Feb 2025)");
    }
}
