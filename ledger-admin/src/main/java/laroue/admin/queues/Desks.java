package laroue.admin.queues;

import java.util.List;
import java.util.function.Function;
import laroue.register.DeskNames;
import laroue.value.DeskId;
import org.springframework.stereotype.Component;

/** What desks are called. */
@Component
final class Desks {

    private final DeskNames names;

    Desks(DeskNames names) {
        this.names = names;
    }

    String name(DeskId desk) {
        return names.find(desk).orElse(desk.id());
    }

    <T> List<AtDesk<T>> named(List<T> lines, Function<T, DeskId> desk) {
        var found = names.find(
                lines.stream().map(it -> desk.apply(it).id()).distinct().toList());
        return lines.stream()
                .map(it -> new AtDesk<>(
                        it,
                        found.getOrDefault(desk.apply(it).id(), desk.apply(it).id())))
                .toList();
    }
}
