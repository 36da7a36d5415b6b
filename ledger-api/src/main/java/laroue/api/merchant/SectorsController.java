package laroue.api.merchant;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Fields;
import laroue.api.security.Caller;
import laroue.merchant.Naf;
import laroue.register.NafCorrespondences;
import laroue.value.BusinessDay;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The correspondence of sectors, where the nomenclature (NAF) changes. */
@RestController
class SectorsController {

    /** The nomenclature has fewer codes. */
    private static final int MOST_CODES = 2_000;

    private final NafCorrespondences correspondences;
    private final InstantSource clock;

    SectorsController(NafCorrespondences correspondences, InstantSource clock) {
        this.correspondences = correspondences;
        this.clock = clock;
    }

    record Pair(String former, String latter) {

        static Pair of(Fields it) {
            return new Pair(code(it, "old"), code(it, "new"));
        }

        private static String code(Fields it, String name) {
            return Naf.read(it.code(name)).orElseThrow(() -> it.wrong(name, Sentence.of("field.naf")));
        }
    }

    record Correspondence(@Nullable LocalDate from, Map<String, String> successors) {

        static Correspondence of(Fields it) {
            return new Correspondence(it.dayOrNull("from"), successors(it.list("codes", MOST_CODES, Pair::of)));
        }

        /** A code that stays is none that changes. */
        private static Map<String, String> successors(List<Pair> pairs) {
            var successors = new LinkedHashMap<String, String>();
            for (int i = 0; i < pairs.size(); i++) {
                var pair = pairs.get(i);
                var before = successors.putIfAbsent(pair.former(), pair.latter());
                if (before != null && !before.equals(pair.latter())) {
                    throw Problems.malformed(
                            "codes[" + i + "].old",
                            Sentence.of("field.successor", Map.of("former", pair.former(), "before", before)));
                }
            }
            successors.entrySet().removeIf(it -> it.getKey().equals(it.getValue()));
            return successors;
        }
    }

    record Loaded(LocalDate from, int codes) {}

    @PostMapping(path = "/v1/sectors/correspondence", produces = MediaType.APPLICATION_JSON_VALUE)
    Loaded load(Caller caller, Call call) {
        var asked = call.read(Correspondence::of);
        var from = asked.from() == null ? BusinessDay.of(clock.instant()) : asked.from();
        correspondences.circle(from, asked.successors()).ifPresent(it -> {
            throw Problems.malformed("codes", Sentence.of("field.own-place", Map.of("code", it)));
        });
        correspondences.load(caller.client(), from, asked.successors());
        return new Loaded(from, asked.successors().size());
    }
}
