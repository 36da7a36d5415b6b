package laroue.trials.crashtest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import laroue.trials.crashtest.Sent.Booked;
import laroue.trials.node.Pause;
import laroue.trials.node.Store;
import laroue.trials.node.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the answers say should be in the ledger, held against what is there, row by row and without the ledger's help.
 */
final class Books {

    private static final Duration PATIENCE_WITH_VIEWS = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Event(long position, String operation, String stream, String type, JsonNode payload) {

        long cents(String name) {
            return payload.path(name).asLong();
        }
    }

    private final Store journal;
    private final Map<String, Long> balances;
    private long position;

    /** From what was there when the town had been founded. */
    Books(Store journal, Map<String, Long> balances) {
        this.journal = journal;
        this.balances = new LinkedHashMap<>(balances);
        this.position = head();
    }

    /**
     * Goes on from where it was.
     *
     * @param sent all requests since then, each with its answer
     * @return how many events there are since then
     * @throws Wrong if the ledger holds anything else than what the answers say
     */
    long check(Collection<Sent> sent) {
        var events = events();
        var operations = events.stream()
                .collect(Collectors.groupingBy(Event::operation, LinkedHashMap::new, Collectors.toList()));
        var expected = expected(sent);
        for (var id : operations.keySet()) {
            if (!expected.containsKey(id)) {
                throw new Wrong("nobody was told of operation %s: %s".formatted(id, operations.get(id)));
            }
        }
        expected.forEach((id, leg) -> check(id, leg, operations.getOrDefault(id, List.of())));
        expected.values().forEach(this::move);
        check(events);
        position += events.size();
        return events.size();
    }

    /** Whether the views show the same balances, once they have read so far. */
    void checkViews(Proxy proxy) {
        balances.forEach((account, cents) -> {
            var path = "/v1/accounts/%s?atLeast=%d".formatted(account, position);
            var shown = new ArrayList<Answer>();
            Pause.until("the views show " + account, PATIENCE_WITH_VIEWS, () -> {
                proxy.get("admin", path).filter(it -> it.status() == 200).ifPresent(shown::add);
                return !shown.isEmpty();
            });
            long seen = shown.getFirst().json().path("balanceCents").asLong();
            if (seen != cents) {
                throw new Wrong("%s shows %d and should show %d".formatted(account, seen, cents));
            }
        });
    }

    /** Whether a batch stands behind one of a later epoch: then two writers wrote by turns. */
    void checkEpochs() {
        query("""
                select count(*) as wrong
                  from (select epoch, max(epoch) over (order by batch) as latest from journal.checkpoint) as batch
                 where epoch < latest
                """, row -> row.getLong("wrong")).stream()
                .filter(it -> it > 0)
                .findFirst()
                .ifPresent(it -> {
                    throw new Wrong(it + " batches were written by a node that had been taken over from");
                });
    }

    private static Map<String, Leg> expected(Collection<Sent> sent) {
        var expected = new HashMap<String, Leg>();
        sent.stream().flatMap(it -> it.booked().stream()).forEach((Booked it) -> {
            if (expected.put(it.id(), it.leg()) != null) {
                throw new Wrong("two requests were told of operation " + it.id());
            }
        });
        return expected;
    }

    private static void check(String id, Leg leg, List<Event> events) {
        if (events.isEmpty()) {
            throw new Wrong("acknowledged and not there: operation %s, %s".formatted(id, leg));
        }
        boolean right = leg.payer().equals(Leg.BANK)
                ? only(events, "account.issued", leg.payee())
                        .filter(it -> moves(it, leg))
                        .isPresent()
                : only(events, "account.debited", leg.payer())
                                .filter(it -> moves(it, leg))
                                .isPresent()
                        && only(events, "account.credited", leg.payee())
                                .filter(it -> moves(it, leg))
                                .isPresent()
                        && events.size() == 2;
        if (!right) {
            throw new Wrong("operation %s should be %s and is %s".formatted(id, leg, events));
        }
    }

    private static boolean moves(Event event, Leg leg) {
        return event.cents("amount") == leg.cents();
    }

    private static Optional<Event> only(List<Event> events, String type, String stream) {
        var those = events.stream()
                .filter(it -> it.type().startsWith(type + ".") && it.stream().equals(stream))
                .toList();
        return those.size() == 1 ? Optional.of(those.getFirst()) : Optional.empty();
    }

    private void move(Leg leg) {
        balances.computeIfPresent(leg.payer(), (_, cents) -> cents - leg.cents());
        balances.computeIfPresent(leg.payee(), (_, cents) -> cents + leg.cents());
    }

    /** Positions without a gap, and at the end of each account what was computed from the answers. */
    private void check(List<Event> events) {
        long next = position;
        var last = new HashMap<String, Long>();
        for (var event : events) {
            if (event.position() != ++next) {
                throw new Wrong("position %d is missing".formatted(next));
            }
            if (event.payload().has("balance") && balances.containsKey(event.stream())) {
                last.put(event.stream(), event.cents("balance"));
            }
        }
        last.forEach((account, cents) -> {
            if (!cents.equals(balances.get(account))) {
                throw new Wrong("%s holds %d and should hold %d".formatted(account, cents, balances.get(account)));
            }
        });
    }

    private List<Event> events() {
        return query(
                "select position, operation, stream, type, payload from journal.event where position > " + position
                        + " order by position",
                row -> new Event(
                        row.getLong("position"),
                        row.getString("operation"),
                        row.getString("stream"),
                        row.getString("type"),
                        JSON.readTree(row.getString("payload"))));
    }

    private long head() {
        return query("select position from journal.head", row -> row.getLong("position"))
                .getFirst();
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reader<T> reader) {
        try (var connection = journal.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
