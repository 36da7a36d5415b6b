package laroue.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import laroue.api.http.Fields;
import laroue.api.http.Page;
import laroue.api.http.Paging;
import laroue.api.http.Written;
import laroue.api.security.Actors;
import laroue.api.security.Caller;
import laroue.view.power.PowerFacts;
import laroue.view.power.PowerFacts.Filter;
import laroue.view.power.PowerFacts.PowerLine;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who was given which power, by whom and when, and what one person did alone. */
@RestController
class PowersController {

    private final PowerFacts facts;
    private final Actors actors;

    PowersController(PowerFacts facts, Actors actors) {
        this.facts = facts;
        this.actors = actors;
    }

    /**
     * One fact.
     *
     * @param object a client, a person, a card, a day: by its id
     * @param alone whether one person did it without a second one and without the holder's word
     */
    @JsonInclude(Include.ALWAYS)
    record PowerRead(
            long position,
            Instant at,
            @Nullable String association,
            String act,
            String object,
            @Nullable String account,
            String actor,
            String actorName,
            String operation,
            boolean alone) {}

    @GetMapping("/v1/powers")
    Page<PowerRead> powers(
            Caller caller,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(defaultValue = "false") boolean alone,
            Paging paging) {
        var filter =
                new Filter(caller.limitedTo().orElse(null), account == null ? null : Fields.accountOf(account), alone);
        var lines = facts.list(filter, paging.afterNumber().orElse(Long.MAX_VALUE), paging.oneMore()).stream()
                .map(this::read)
                .toList();
        return Page.of(PowerRead.class, lines, paging, it -> Long.toString(it.position()));
    }

    private PowerRead read(PowerLine it) {
        return new PowerRead(
                it.position(),
                it.at(),
                it.association(),
                Written.of(it.act()),
                it.object(),
                it.account(),
                it.actor(),
                actors.name(it.actor()),
                it.operation().toString(),
                it.alone());
    }
}
