package laroue.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import laroue.account.Account;
import laroue.association.Association;
import laroue.conversion.Reconversion;
import laroue.decision.StreamType;
import laroue.decision.Verdict;
import laroue.vault.Shipment;
import laroue.vault.Vault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnyWeekTest {

    private static final int ATTEMPTS = 400;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "rules 10 to 12 and 44: after every step of any weeks each note is in its place, and what backs it too")
    void identitiesHold(long seed) {
        var week = new AnyWeek(seed);
        week.market.requireIdentities();
        for (int i = 0; i < ATTEMPTS; i++) {
            week.attempt();
            week.market.requireIdentities();
        }
        replaysTheSame(week, Account.TYPE);
        replaysTheSame(week, Association.TYPE);
        replaysTheSame(week, Reconversion.TYPE);
        replaysTheSame(week, Vault.TYPE);
        replaysTheSame(week, Shipment.TYPE);
        replaysTheSame(week, Desk.TYPE);
        replaysTheSame(week, Remittance.TYPE);
    }

    @Test
    @DisplayName("any weeks are of both kinds: what is asked is sometimes done, and sometimes refused for every reason")
    void bothHappens() {
        var outcomes = new HashMap<String, Integer>();
        var events = new HashMap<Class<?>, Integer>();
        LongStream.rangeClosed(1, 40).forEach(seed -> {
            var week = new AnyWeek(seed);
            for (int i = 0; i < ATTEMPTS; i++) {
                var verdict = week.attempt();
                outcomes.merge(
                        verdict instanceof Verdict.Refused<?> it
                                ? it.refusal().getClass().getSimpleName()
                                : "accepted",
                        1,
                        Integer::sum);
            }
            week.market.territory.ledger.eventsAfter(0).forEach(it -> events.merge(it.getClass(), 1, Integer::sum));
        });

        assertThat(outcomes)
                .containsKeys(
                        "accepted",
                        "NotEnoughNotes",
                        "NotesDoNotAddUp",
                        "EurosDoNotAddUp",
                        "SessionNotOpen",
                        "SessionAlreadyOpen",
                        "SecondPersonNeeded",
                        "NotReconvertible",
                        "GuaranteeShort",
                        "NotAMember");
        assertThat(outcomes.get("accepted")).isGreaterThan(1_000);
        assertThat(events.keySet()).containsAll(AnyWeek.OF_DESKS);
        for (var kind : List.of(DeskEvent.class, RemittanceEvent.class)) {
            for (var event : leaves(kind)) {
                assertThat(events).as("%s happened", event).containsKey(event);
            }
        }
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        var permitted = sealed.getPermittedSubclasses();
        return permitted == null
                ? List.of(sealed)
                : Arrays.stream(permitted)
                        .<Class<?>>flatMap(it -> leaves(it).stream())
                        .toList();
    }

    private static <S> void replaysTheSame(AnyWeek week, StreamType<S, ?> kind) {
        var ledger = week.market.territory.ledger;
        assertThat(ledger.replayed(kind)).isEqualTo(ledger.states(kind));
    }
}
