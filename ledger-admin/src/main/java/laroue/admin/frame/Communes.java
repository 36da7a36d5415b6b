package laroue.admin.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import laroue.api.http.Codes;
import org.springframework.core.io.ClassPathResource;

/** What communes are called: people know names, the ledger knows INSEE codes. */
public final class Communes {

    private static final Properties NAMES = names();

    private static final Map<String, List<String>> CODES = NAMES.stringPropertyNames().stream()
            .collect(groupingBy(it -> plain(NAMES.getProperty(it)), mapping(it -> it, toList())));

    private Communes() {}

    /** The name of a commune, or its code where the name is not known. */
    public static String name(String insee) {
        return NAMES.getProperty(insee, insee);
    }

    /** The code of what somebody typed, a code or a name; empty where there is none, or several communes have it. */
    public static Optional<String> find(String typed) {
        if (Codes.COMMUNE.matcher(typed).matches()) {
            return Optional.of(typed);
        }
        return Optional.of(CODES.getOrDefault(plain(typed), List.of()))
                .filter(it -> it.size() == 1)
                .map(List::getFirst);
    }

    /** Without accents, signs and capitals: {@code Saint-Véran} is {@code saint veran}. */
    private static String plain(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    private static Properties names() {
        var names = new Properties();
        try (var text = new InputStreamReader(
                new ClassPathResource("laroue/admin/frame/communes.properties").getInputStream(), UTF_8)) {
            names.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
