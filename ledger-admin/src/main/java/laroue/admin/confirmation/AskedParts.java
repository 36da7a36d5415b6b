package laroue.admin.confirmation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import laroue.admin.frame.Formats;
import laroue.admin.frame.Wording;
import tools.jackson.databind.JsonNode;

/** What was asked for, part by part, as a person reads it. */
final class AskedParts {

    /** When something that is entered late took place: the day is what a second person answers for. */
    private static final String LATE = "effectiveAt";

    /** Parts that say how the command came, and not what it does. */
    private static final Set<String> UNSAID = Set.of(
            "operation",
            "seen",
            "by",
            "person",
            "owner",
            "pages",
            "everyAssociation",
            "waitsFor",
            "own",
            "rightPin",
            "login");

    private static final Set<String> IN_EUROS = Set.of(
            "membershipEuros",
            "handedOver",
            "declaredCash",
            "declaredCheques",
            "issuanceAbove",
            "full",
            "reduced",
            "supporting");

    private static final Set<String> IN_ROUES =
            Set.of("digital", "minimum", "cap", "secondPersonAbove", "individual", "professional", "public");

    /** One part with its label. */
    record AskedPart(String label, String value) {}

    private final Wording wording;
    private final Locale locale;
    private final Formats formats;
    private final boolean inEuros;
    private final List<AskedPart> found = new ArrayList<>();

    private AskedParts(Wording wording, Locale locale, boolean inEuros) {
        this.wording = wording;
        this.locale = locale;
        this.formats = Formats.of(locale);
        this.inEuros = inEuros;
    }

    /** @param inEuros whether the amount of the command is one of euros */
    static List<AskedPart> of(JsonNode parts, boolean inEuros, Wording wording, Locale locale) {
        var all = new AskedParts(wording, locale, inEuros);
        all.read(parts);
        return all.found;
    }

    private void read(JsonNode parts) {
        for (var part : parts.properties()) {
            if (!UNSAID.contains(part.getKey())) {
                read(part.getKey(), part.getValue());
            }
        }
    }

    private void read(String name, JsonNode value) {
        if (isNotes(value)) {
            add(name, notes(value));
        } else if (value.isObject()) {
            read(value);
        } else if (value.isArray()) {
            add(name, value.valueStream().map(it -> text(name, it)).collect(Collectors.joining(", ")));
        } else if (!value.isNull() && !(value.isBoolean() && !value.asBoolean())) {
            add(name, text(name, value));
        }
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            found.add(new AskedPart(word("confirmation.part." + name, name), value));
        }
    }

    private String text(String name, JsonNode value) {
        if (value.isBoolean()) {
            return wording.of("confirmation.yes", locale);
        }
        if (value.isNumber()) {
            long number = value.asLong();
            if (IN_EUROS.contains(name) || ("amount".equals(name) && inEuros)) {
                return formats.euros(number);
            }
            return IN_ROUES.contains(name) || "amount".equals(name) ? formats.roues(number) : formats.number(number);
        }
        var written = value.asString();
        if (LATE.equals(name)) {
            return formats.dayAndTime(Instant.parse(written));
        }
        return word("confirmation.value." + written, written);
    }

    /** A word that has no message stands for itself. */
    private String word(String key, String otherwise) {
        var word = wording.of(key, locale);
        return word.equals(key) ? otherwise : word;
    }

    /** By series, such as {@code {"05/2024": {"10": 3}}}. */
    private static boolean isNotes(JsonNode value) {
        return value.isObject()
                && !value.isEmpty()
                && value.properties().stream()
                        .allMatch(
                                it -> it.getKey().contains("/") && it.getValue().isObject());
    }

    private String notes(JsonNode value) {
        return value.properties().stream()
                .flatMap(series -> series.getValue().properties().stream().map(it -> one(series.getKey(), it)))
                .collect(Collectors.joining(", "));
    }

    private String one(String series, Map.Entry<String, JsonNode> count) {
        return formats.number(count.getValue().asLong()) + "\u00a0×\u00a0" + count.getKey() + " (" + series + ")";
    }
}
