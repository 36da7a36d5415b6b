package laroue.view.use;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import laroue.account.AccountEvent.Opened;
import laroue.merchant.MerchantEvent.Applied;
import laroue.value.AccountNumber;
import laroue.value.HolderKind;
import laroue.view.Columns;
import laroue.view.Row;
import laroue.view.View.Tables;
import org.jspecify.annotations.Nullable;

/** The parties that a batch is about: read once, changed in memory, written once. */
final class Parties {

    private static final byte[] NO_LAYERS = {};

    private final Tables tables;
    private final Map<String, Party> parties = new HashMap<>();
    private final Set<Party> fresh = new HashSet<>();
    private final Set<Party> changed = new HashSet<>();
    private int next;

    Parties(Tables tables, SortedSet<String> accounts) {
        this.tables = tables;
        this.next = tables.sql("select coalesce(max(party), -1) + 1 from view.party")
                .query(Integer.class)
                .single();
        tables.sql("""
                        select account, party, association, kind, commune, sector, balance_cents, first_moved_at, moved_at,
                               entered_at, layers
                          from view.party
                         where account = any(:accounts::text[])
                        """)
                .param("accounts", accounts.toArray(String[]::new))
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
        party.firstMovedMicros = micros(row.instantOrNull("first_moved_at"));
        party.movedMicros = micros(row.instantOrNull("moved_at"));
        party.enteredMicros = micros(row.instantOrNull("entered_at"));
        return party;
    }

    private static @Nullable Long micros(@Nullable Instant at) {
        return at == null ? null : Columns.micros(at);
    }

    void opened(Opened event) {
        known(event.account(), event.kind(), event.commune());
    }

    /** A merchant's application opens its account: whichever is told first, the party is known by it. */
    void applied(Applied event) {
        var party = known(event.account(), HolderKind.PROFESSIONAL, event.commune());
        party.sector = event.sector();
        changed.add(party);
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
        changed.add(party);
        return party;
    }

    void write() {
        changed.removeAll(fresh);
        if (!fresh.isEmpty()) {
            insert(sorted(fresh));
        }
        if (!changed.isEmpty()) {
            update(sorted(changed));
        }
    }

    private static List<Party> sorted(Set<Party> some) {
        return some.stream().sorted(Comparator.comparing(it -> it.account)).toList();
    }

    private void insert(List<Party> rows) {
        tables.sql("""
                        insert into view.party (
                               account, party, association, kind, commune, sector, balance_cents, first_moved_at,
                               moved_at, entered_at, layers)
                        select account, party, association, kind, commune, sector, balance_cents,
                               view.instant(first_moved), view.instant(moved), view.instant(entered), layers
                          from unnest(
                                   :accounts::text[], :numbers::integer[], :associations::text[], :kinds::text[],
                                   :communes::text[], :sectors::text[], :balances::bigint[], :firsts::bigint[],
                                   :moves::bigint[], :entries::bigint[], :layers::bytea[])
                            as fresh (account, party, association, kind, commune, sector, balance_cents, first_moved,
                                      moved, entered, layers)
                        """)
                .param("accounts", Columns.texts(rows, it -> it.account))
                .param("numbers", Columns.ints(rows, it -> it.number))
                .param("associations", Columns.texts(rows, it -> it.association))
                .param("kinds", Columns.texts(rows, it -> it.kind))
                .param("communes", Columns.texts(rows, it -> it.commune))
                .param("sectors", Columns.texts(rows, it -> it.sector))
                .param("balances", Columns.longs(rows, it -> it.balanceCents))
                .param("firsts", Columns.longsOrNull(rows, it -> it.firstMovedMicros))
                .param("moves", Columns.longsOrNull(rows, it -> it.movedMicros))
                .param("entries", Columns.longsOrNull(rows, it -> it.enteredMicros))
                .param("layers", Columns.bytes(rows, it -> it.layers.stored()))
                .update();
    }

    private void update(List<Party> rows) {
        tables.sql("""
                        update view.party
                           set sector = changed.sector,
                               balance_cents = changed.balance_cents,
                               first_moved_at = view.instant(changed.first_moved),
                               moved_at = view.instant(changed.moved),
                               entered_at = view.instant(changed.entered),
                               layers = changed.layers
                          from unnest(
                                   :accounts::text[], :sectors::text[], :balances::bigint[], :firsts::bigint[],
                                   :moves::bigint[], :entries::bigint[], :layers::bytea[])
                            as changed (account, sector, balance_cents, first_moved, moved, entered, layers)
                         where party.account = changed.account
                        """)
                .param("accounts", Columns.texts(rows, it -> it.account))
                .param("sectors", Columns.texts(rows, it -> it.sector))
                .param("balances", Columns.longs(rows, it -> it.balanceCents))
                .param("firsts", Columns.longsOrNull(rows, it -> it.firstMovedMicros))
                .param("moves", Columns.longsOrNull(rows, it -> it.movedMicros))
                .param("entries", Columns.longsOrNull(rows, it -> it.enteredMicros))
                .param("layers", Columns.bytes(rows, it -> it.layers.stored()))
                .update();
    }
}
