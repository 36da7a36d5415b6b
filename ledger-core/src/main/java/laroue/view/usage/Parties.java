package laroue.view.usage;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.account.AccountEvent.Opened;
import laroue.journal.BinaryRows;
import laroue.journal.RecordedEvent;
import laroue.merchant.MerchantEvent.Applied;
import laroue.merchant.MerchantEvent.Changed;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.view.Columns;
import laroue.view.Row;
import laroue.view.View.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Parties: read when a batch is about them, changed in memory, written once a batch. They stay for the next batch, if that one
 * follows and finds the same tables; else somebody may have written there what is not known here.
 */
final class Parties {

    /** So many stay, of about half a kilobyte each, and those that one batch is about. */
    private static final int MOST = 20_000;

    private static final byte[] NO_LAYERS = {};

    private final Map<String, Party> parties = new HashMap<>();
    private final Set<Party> fresh = new HashSet<>();
    private final Set<Party> applied = new HashSet<>();
    private final Set<Party> moved = new HashSet<>();
    private final Map<Term, Changed> changed = new LinkedHashMap<>();
    private @Nullable Stand stand;
    private @Nullable Stand reached;
    private int next;

    /**
     * What they tell.
     *
     * @param position of the last event that they contain
     * @param table in which they are kept
     */
    private record Stand(long position, long table) {}

    private record Term(int party, LocalDate starts) {}

    /** Before a batch: reads what it is about. */
    void begin(Tables tables, List<RecordedEvent> events, Set<String> accounts) {
        long table = tables.sql("select 'view.holding'::regclass::oid::bigint")
                .query(Long.class)
                .single();
        boolean follows = new Stand(events.getFirst().position() - 1, table).equals(stand);
        stand = null;
        if (!follows || parties.size() + accounts.size() > MOST) {
            forget(tables);
        }
        var unknown = accounts.stream().filter(it -> !parties.containsKey(it)).toArray(String[]::new);
        if (unknown.length > 0) {
            read(tables, unknown);
        }
        fresh.clear();
        applied.clear();
        moved.clear();
        changed.clear();
        reached = new Stand(events.getLast().position(), table);
    }

    private void forget(Tables tables) {
        parties.clear();
        next = tables.sql("select coalesce(max(party), -1) + 1 from view.party")
                .query(Integer.class)
                .single();
    }

    private void read(Tables tables, String[] accounts) {
        tables.sql("""
                        select account, party, association, kind, commune, sector, balance_cents, first_moved_micros,
                               moved_micros, entered_micros, layers
                          from view.party
                          join view.holding using (party)
                         where account = any(:accounts::text[])
                        """)
                .param("accounts", accounts)
                .query((row, _) -> party(new Row(row)))
                .list()
                .forEach(it -> parties.put(it.account, it));
    }

    private static Party party(Row row) throws SQLException {
        var party = new Party(
                row.text("account"),
                Math.toIntExact(row.number("party")),
                row.text("association"),
                row.text("kind"),
                row.textOrNull("commune"),
                row.textOrNull("sector"),
                row.bytes("layers"));
        party.balanceCents = row.number("balance_cents");
        party.firstMovedMicros = row.numberOrNull("first_moved_micros");
        party.movedMicros = row.numberOrNull("moved_micros");
        party.enteredMicros = row.numberOrNull("entered_micros");
        return party;
    }

    void opened(Opened event) {
        known(event.account(), event.kind(), event.commune());
    }

    /** A merchant's application opens its account: whichever is told first, the party is known by it. */
    void applied(Applied event) {
        var party = known(event.account(), HolderKind.PROFESSIONAL, event.commune());
        party.sector = event.sector();
        applied.add(party);
    }

    /** From a day on a merchant is of another sector. */
    void changed(Changed event) {
        changed.put(new Term(of(event.account().number()).number, event.from()), event);
    }

    private Party known(AccountNumber account, HolderKind kind, @Nullable String commune) {
        return parties.computeIfAbsent(account.number(), number -> {
            var party = new Party(number, next++, account.association().code(), kind.name(), commune, null, NO_LAYERS);
            fresh.add(party);
            return party;
        });
    }

    Party of(String account) {
        var party = parties.get(account);
        if (party == null) {
            throw new IllegalStateException("roues move in an account that was not opened: " + account);
        }
        return party;
    }

    /** A party that is about to change. */
    Party touched(String account) {
        var party = of(account);
        moved.add(party);
        return party;
    }

    void write(Tables tables) {
        applied.removeAll(fresh);
        moved.removeAll(fresh);
        if (!fresh.isEmpty()) {
            insert(tables, sorted(fresh));
        }
        if (!applied.isEmpty()) {
            name(tables, sorted(applied));
        }
        if (!moved.isEmpty()) {
            update(tables, sorted(moved));
        }
        if (!changed.isEmpty()) {
            change(tables, List.copyOf(changed.entrySet()));
        }
        stand = reached;
    }

    private static List<Party> sorted(Set<Party> some) {
        return some.stream().sorted(Comparator.comparingInt(it -> it.number)).toList();
    }

    private static void insert(Tables tables, List<Party> rows) {
        var known = new BinaryRows();
        var held = new BinaryRows();
        for (var it : rows) {
            known.row(6)
                    .int4(it.number)
                    .text(it.account)
                    .text(it.association)
                    .text(it.kind)
                    .text(it.commune)
                    .text(it.sector);
            held.row(6)
                    .int4(it.number)
                    .int8(it.balanceCents)
                    .int8(it.firstMovedMicros)
                    .int8(it.movedMicros)
                    .int8(it.enteredMicros)
                    .bytes(it.layers.stored());
        }
        tables.copy(known, "view.party (party, account, association, kind, commune, sector)");
        tables.copy(
                held, "view.holding (party, balance_cents, first_moved_micros, moved_micros, entered_micros, layers)");
    }

    private static void name(Tables tables, List<Party> rows) {
        tables.sql("""
                        update view.party
                           set sector = applied.sector
                          from unnest(:numbers::integer[], :sectors::text[]) as applied (party, sector)
                         where party.party = applied.party
                        """)
                .param("numbers", Columns.ints(rows, it -> it.number))
                .param("sectors", Columns.texts(rows, it -> it.sector))
                .update();
    }

    private static void change(Tables tables, List<Map.Entry<Term, Changed>> rows) {
        tables.sql("""
                        insert into view.party_sector (party, starts, sector)
                        select party, starts, sector
                          from unnest(:numbers::integer[], :starts::date[], :sectors::text[])
                            as said (party, starts, sector)
                            on conflict (party, starts) do update
                           set sector = excluded.sector
                        """)
                .param("numbers", Columns.ints(rows, it -> it.getKey().party()))
                .param("starts", Columns.days(rows, it -> it.getKey().starts()))
                .param("sectors", Columns.texts(rows, it -> it.getValue().sector()))
                .update();
    }

    private static void update(Tables tables, List<Party> rows) {
        tables.sql("""
                        update view.holding
                           set balance_cents = moved.balance_cents,
                               first_moved_micros = moved.first_moved_micros,
                               moved_micros = moved.moved_micros,
                               entered_micros = moved.entered_micros,
                               layers = moved.layers
                          from unnest(
                                   :numbers::integer[], :balances::bigint[], :firsts::bigint[], :moves::bigint[],
                                   :entries::bigint[], :layers::bytea[])
                            as moved (party, balance_cents, first_moved_micros, moved_micros, entered_micros, layers)
                         where holding.party = moved.party
                        """)
                .param("numbers", Columns.ints(rows, it -> it.number))
                .param("balances", Columns.longs(rows, it -> it.balanceCents))
                .param("firsts", Columns.longsOrNull(rows, it -> it.firstMovedMicros))
                .param("moves", Columns.longsOrNull(rows, it -> it.movedMicros))
                .param("entries", Columns.longsOrNull(rows, it -> it.enteredMicros))
                .param("layers", Columns.bytes(rows, it -> it.layers.stored()))
                .update();
    }
}
