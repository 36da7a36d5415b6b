package laroue.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvConverterTest {

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of(null, ""),
                Arguments.of("", ""),
                Arguments.of("#12", "#12"),
                Arguments.of("!", "!"),
                Arguments.of(" x ", " x "),
                Arguments.of("a,b", "\"a,b\""),
                Arguments.of("a\"b", "\"a\"\"b\""),
                Arguments.of("a\r\nb", "\"a\r\nb\""),
                Arguments.of("=1+1", "'=1+1"),
                Arguments.of("=\"1\"", "\"'=\"\"1\"\"\""),
                Arguments.of(-12, "-12"),
                Arguments.of(List.of("a", "b"), "a b"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    @DisplayName("a cell of CSV keeps its bytes: quoted only where RFC 4180 wants it, and never a formula")
    void cellsKeepTheirBytes(@Nullable Object value, String written) {
        assertThat(CsvConverter.field(value)).isEqualTo(written);
    }
}
