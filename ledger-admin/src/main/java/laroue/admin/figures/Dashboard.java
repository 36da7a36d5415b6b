package laroue.admin.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import laroue.api.security.Caller;
import laroue.view.PointInTime;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Periods;
import laroue.view.usage.DormantBalances;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Reads what the dashboard shows. The parts are read side by side, for each of them asks the database by itself. */
@Component
final class Dashboard {

    /**
     * All that is shown of one outlook.
     *
     * @param position up to which all events are counted
     */
    record Board(Outlook outlook, List<Tile> moment, List<Tile> period, List<Table> tables, long position) {

        public Table table(String name) {
            return tables.stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Figures figures;
    private final Periods periods;
    private final DormantBalances dormant;
    private final Tables tables;
    private final MessageSource messages;

    Dashboard(Figures figures, Periods periods, DormantBalances dormant, Tables tables, MessageSource messages) {
        this.figures = figures;
        this.periods = periods;
        this.dormant = dormant;
        this.tables = tables;
        this.messages = messages;
    }

    Board of(Outlook outlook, Caller caller, Locale reader) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var now = threads.submit(() -> read(outlook));
            var before = threads.submit(() -> read(outlook.before()));
            var read = Tables.NAMES.stream()
                    .map(it -> threads.submit(() -> tables.of(it, outlook, caller, reader)))
                    .toList();
            var tiles = new Tiles(messages, reader, now.get(), before.get());
            var shown = new ArrayList<Table>();
            for (var table : read) {
                shown.add(table.get());
            }
            return new Board(
                    outlook,
                    tiles.ofTheMoment(),
                    tiles.ofThePeriod(),
                    shown,
                    now.get().held().position());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody waits for these figures", e);
        }
    }

    private Tiles.OutlookFigures read(Outlook outlook) {
        var resting = dormant.at(outlook.association(), outlook.until(), DormantBalances.MONTHS);
        return new Tiles.OutlookFigures(
                circulation(outlook),
                periods.of(outlook.association(), outlook.from(), outlook.to(), outlook.now()),
                resting.total(),
                resting.accounts().size());
    }

    private Circulation circulation(Outlook outlook) {
        var at = PointInTime.asOf(outlook.until());
        return outlook.association() == null ? figures.ofTerritory(at) : figures.of(outlook.association(), at);
    }
}
