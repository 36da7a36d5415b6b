package laroue.view.usage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import laroue.journal.BinaryRows;
import laroue.view.Columns;
import laroue.view.Row;
import laroue.view.View.Tables;

/** Stretches in which nothing moved in an account, in effective time: what a movement ends, or what a late one cuts in two. */
final class DormantStretches {

    /** The shortest month: nobody asks for less. */
    private static final long LEAST_MICROS = TimeUnit.DAYS.toMicros(28);

    private final Tables tables;
    private final List<Rest> ended = new ArrayList<>();

    private record Rest(int party, long fromMicros, long untilMicros, long balanceCents) {

        /** How often the shortest that is kept can be doubled before it is longer. */
        int doublings() {
            return Long.SIZE - 1 - Long.numberOfLeadingZeros((untilMicros - fromMicros) / LEAST_MICROS);
        }
    }

    DormantStretches(Tables tables) {
        this.tables = tables;
    }

    /** Before the party itself moves. */
    void moved(Party party, long gainedCents, long atMicros) {
        var first = party.firstMovedMicros;
        var last = party.movedMicros;
        if (first == null || last == null) {
            party.firstMovedMicros = atMicros;
            party.movedMicros = atMicros;
        } else if (atMicros >= last) {
            rested(new Rest(party.number, last, atMicros, party.balanceCents));
            party.movedMicros = atMicros;
        } else {
            late(party, gainedCents, atMicros, first);
        }
    }

    private void rested(Rest rest) {
        if (rest.untilMicros() - rest.fromMicros() >= LEAST_MICROS) {
            ended.add(rest);
        }
    }

    /** What was recorded after something that took effect later: rare, and so done one by one, on what is stored. */
    private void late(Party party, long gainedCents, long atMicros, long firstMicros) {
        write();
        var cut = tables.sql("""
                        delete from view.rest
                         where party = :party
                           and rested_from < view.instant(:at)
                           and rested_until > view.instant(:at)
                        returning rested_from, rested_until, balance_cents
                        """)
                .param("party", party.number)
                .param("at", atMicros)
                .query((row, _) -> rest(party.number, new Row(row)))
                .optional();
        tables.sql("""
                        update view.rest
                           set balance_cents = balance_cents + :gained
                         where party = :party
                           and rested_from >= view.instant(:at)
                        """)
                .param("party", party.number)
                .param("at", atMicros)
                .param("gained", gainedCents)
                .update();
        cut.ifPresent(it -> {
            rested(new Rest(it.party(), it.fromMicros(), atMicros, it.balanceCents()));
            rested(new Rest(it.party(), atMicros, it.untilMicros(), Math.addExact(it.balanceCents(), gainedCents)));
        });
        if (atMicros < firstMicros) {
            rested(new Rest(party.number, atMicros, firstMicros, gainedCents));
            party.firstMovedMicros = atMicros;
        }
    }

    private static Rest rest(int party, Row row) throws SQLException {
        return new Rest(
                party,
                Columns.micros(row.instant("rested_from")),
                Columns.micros(row.instant("rested_until")),
                row.number("balance_cents"));
    }

    void write() {
        if (ended.isEmpty()) {
            return;
        }
        var rows = new BinaryRows();
        ended.forEach(it -> rows.row(5)
                .int4(it.party())
                .timestamp(it.fromMicros())
                .timestamp(it.untilMicros())
                .int8(it.balanceCents())
                .int2(it.doublings()));
        tables.copy(rows, "view.rest (party, rested_from, rested_until, balance_cents, doublings)");
        ended.clear();
    }
}
