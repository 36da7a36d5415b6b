package laroue.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import laroue.codec.EventCodec;
import laroue.journal.RecordedEvent;
import laroue.runtime.TestPostgres;
import laroue.view.View.Tables;
import laroue.view.association.AssociationView;
import laroue.view.circulation.CirculationView;
import laroue.view.conversion.ConversionView;
import laroue.view.desk.CounterView;
import laroue.view.desk.DeskDayView;
import laroue.view.desk.DeskView;
import laroue.view.desk.NotesView;
import laroue.view.merchant.MerchantView;
import laroue.view.statement.StatementView;
import laroue.view.usage.UsageView;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The views' tables in a database of their own, fed by hand instead of by a processor. */
final class ViewTables {

    private static final List<View> COUNTER = List.of(
            new StatementView(),
            new AssociationView(),
            new MerchantView(),
            new ConversionView(),
            new DeskView(),
            new CounterView(),
            new NotesView());
    private static final List<View> FIGURES = List.of(new CirculationView(), new UsageView(), new DeskDayView());

    static final List<View> ALL = List.of(
            new StatementView(),
            new AssociationView(),
            new MerchantView(),
            new ConversionView(),
            new DeskView(),
            new CounterView(),
            new NotesView(),
            new CirculationView(),
            new UsageView(),
            new DeskDayView());

    private static final List<String> TABLES = List.of(
            "account",
            "account_change",
            "paid_day",
            "association",
            "merchant",
            "merchant_change",
            "issuance",
            "reconversion",
            "movement",
            "place",
            "day",
            "place_day",
            "party",
            "party_sector",
            "holding",
            "payment",
            "flow",
            "taking",
            "use_day",
            "rest",
            "desk_day",
            "desk",
            "desk_holding",
            "vault_holding",
            "desk_session",
            "desk_count",
            "desk_difference",
            "desk_operation",
            "shipment",
            "shipment_step",
            "remittance",
            "bounced_cheque",
            "note_movement",
            "note_place");

    private static final EventCodec CODEC = new EventCodec();

    final JdbcClient db;
    private final JdbcTemplate scripts;

    private final DataSource database;

    private ViewTables(DataSource database) {
        this.database = database;
        db = JdbcClient.create(database);
        scripts = new JdbcTemplate(database);
    }

    /** One database for all tests of views: to make one costs a second, to empty it a hundredth. */
    private static final class Only {
        static final ViewTables TABLES = migrated();
    }

    /** The tables, empty; they are the same ones for all tests. */
    static ViewTables empty() {
        Only.TABLES.scripts.execute("""
                delete from journal.event;
                delete from register.person;
                delete from register.naf_correspondence;
                delete from view.progress;
                """ + statements("delete from view.%s;"));
        return Only.TABLES;
    }

    private static ViewTables migrated() {
        var database = TestPostgres.freshDatabase();
        for (var schema : List.of("journal", "register", "view")) {
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.user(), database.password())
                    .defaultSchema(schema)
                    .locations("classpath:db/" + schema)
                    .load()
                    .migrate();
        }
        var tables = new ViewTables(
                new SingleConnectionDataSource(database.jdbcUrl(), database.user(), database.password(), true));
        // Nothing here is about surviving a crash, and the journal is written by hand, again and again.
        tables.scripts.execute("set synchronous_commit = off; alter table journal.event disable trigger all");
        return tables;
    }

    private static String statements(String pattern) {
        return TABLES.stream().map(pattern::formatted).collect(joining("\n"));
    }

    /** Forgets what the counter's views have read. */
    void forgetCounter() {
        scripts.execute("""
                delete from view.account;
                delete from view.account_change;
                delete from view.paid_day;
                delete from view.association;
                delete from view.merchant;
                delete from view.issuance;
                delete from view.reconversion;
                delete from view.desk;
                delete from view.desk_holding;
                delete from view.vault_holding;
                delete from view.desk_session;
                delete from view.desk_count;
                delete from view.desk_difference;
                delete from view.desk_operation;
                delete from view.shipment;
                delete from view.shipment_step;
                delete from view.remittance;
                delete from view.bounced_cheque;
                delete from view.note_movement;
                delete from view.note_place;
                """);
    }

    /** Folds a whole history as one batch, into both groups. */
    ViewTables fold(List<RecordedEvent> history) {
        return fold(history, Math.max(1, history.size()));
    }

    /** Folds a history in batches of so many events. */
    ViewTables fold(List<RecordedEvent> history, int batch) {
        journal(history);
        foldCounter(history, batch);
        foldFigures(history, batch);
        return this;
    }

    void foldCounter(List<RecordedEvent> history, int batch) {
        fold(Progress.COUNTER, COUNTER, history, batch);
    }

    void foldFigures(List<RecordedEvent> history, int batch) {
        fold(Progress.FIGURES, FIGURES, history, batch);
    }

    private void fold(String processor, List<View> views, List<RecordedEvent> history, int batch) {
        for (int from = 0; from < history.size(); from += batch) {
            var events = history.subList(from, Math.min(history.size(), from + batch));
            views.forEach(it -> it.fold(events, in("view")));
        }
        db.sql("""
                        insert into view.progress (processor, segment, token)
                        values (:processor, 0, :token)
                            on conflict (processor, segment) do update set token = excluded.token
                        """)
                .param("processor", processor)
                .param(
                        "token",
                        "{\"globalIndex\":"
                                + (history.isEmpty() ? 0 : history.getLast().position()) + "}")
                .update();
    }

    /** Where a view writes to. */
    Tables in(String schema) {
        return new Tables(database, schema);
    }

    /** The journal as far as views look into it: who asked for an event is nothing to them. */
    void journal(List<RecordedEvent> history) {
        db.sql("""
                        insert into journal.event (
                               position, stream, seq, type, payload, at, recorded_at, actor, operation, associations)
                        select position, stream, seq, type, payload::json, timestamptz 'epoch' + at * interval '1 microsecond',
                               timestamptz 'epoch' + recorded_at * interval '1 microsecond', 'test', operation, ''
                          from unnest(
                                   :positions::bigint[], :streams::text[], :seqs::bigint[], :types::text[],
                                   :payloads::text[], :ats::bigint[], :recorded::bigint[], :operations::uuid[])
                            as event (position, stream, seq, type, payload, at, recorded_at, operation)
                        """)
                .param("positions", Columns.longs(history, RecordedEvent::position))
                .param("streams", Columns.texts(history, it -> it.event().stream()))
                .param("seqs", Columns.longs(history, RecordedEvent::seq))
                .param("types", Columns.texts(history, it -> CODEC.typeOf(it.event())))
                .param("payloads", Columns.texts(history, it -> new String(CODEC.write(it.event()), UTF_8)))
                .param("ats", Columns.instants(history, RecordedEvent::at))
                .param("recorded", Columns.instants(history, RecordedEvent::recordedAt))
                .param("operations", Columns.uuids(history, it -> it.operation().uuid()))
                .update();
    }

    /**
     * All rows of all tables of the views, in order, but for how far they have read. Of payments each by itself: how many
     * are in a row is a matter of batches.
     */
    List<String> dump() {
        var lines = new ArrayList<String>();
        for (var table : TABLES) {
            var rows = "payment".equals(table) ? "payment_made" : table;
            db.sql("select " + rows + "::text as line from view." + rows + " order by 1")
                    .query(String.class)
                    .list()
                    .forEach(it -> lines.add(table + " " + it));
        }
        return lines;
    }

    /** The scripts of the views, as a rebuild runs them beside the live tables. */
    void buildBeside(String schema) {
        scripts.execute("create schema " + schema);
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath:db/view/V*.sql");
            for (var script : Arrays.stream(found)
                    .sorted(Comparator.comparingInt(ViewTables::version))
                    .toList()) {
                var text = script.getContentAsString(StandardCharsets.UTF_8);
                scripts.execute(text.replace("view.", schema + "."));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Resource script) {
        var name = String.valueOf(script.getFilename());
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
