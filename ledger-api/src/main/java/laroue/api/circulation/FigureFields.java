package laroue.api.circulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Figure;
import laroue.view.circulation.PeriodFigures;
import org.jspecify.annotations.Nullable;

/** The fields of an answer that figures stand in: those of the catalogue, in its order. */
final class FigureFields {

    private final Map<String, @Nullable Object> answer = new LinkedHashMap<>();

    /**
     * Adds a field.
     *
     * @param path dots lead into objects within the answer
     */
    FigureFields put(String path, @Nullable Object value) {
        var names = path.split("\\.", -1);
        var place = answer;
        for (int i = 0; i < names.length - 1; i++) {
            place = within(place, names[i]);
        }
        place.put(names[names.length - 1], value);
        return this;
    }

    @SuppressWarnings("unchecked") // only objects that were put there by this method have fields within
    private static Map<String, @Nullable Object> within(Map<String, @Nullable Object> place, String name) {
        var found = place.computeIfAbsent(name, _ -> new LinkedHashMap<String, @Nullable Object>());
        if (found instanceof Map<?, ?> inner) {
            return (Map<String, @Nullable Object>) inner;
        }
        throw new IllegalStateException(name + " is a figure already, and has no fields within");
    }

    /** Adds every figure of a point in time. */
    FigureFields all(Circulation circulation) {
        Arrays.stream(Figure.values()).flatMap(Figure::moments).forEach(it -> {
            if (it.parts().isEmpty()) {
                put(it.field(), it.value().apply(circulation));
            }
            it.parts()
                    .forEach(part ->
                            put(it.field() + "." + part.field(), part.value().applyAsLong(circulation)));
        });
        return this;
    }

    /** Adds every figure of a period. */
    FigureFields all(PeriodFigures period) {
        Arrays.stream(Figure.values())
                .flatMap(Figure::periods)
                .forEach(it -> put(it.field(), it.value().apply(period)));
        return this;
    }

    Map<String, @Nullable Object> answer() {
        return answer;
    }
}
