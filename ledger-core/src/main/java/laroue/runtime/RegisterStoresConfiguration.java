package laroue.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import laroue.journal.Journal;
import laroue.register.AccessLog;
import laroue.register.Cards;
import laroue.register.DeskNames;
import laroue.register.ExternalNames;
import laroue.register.HeldCommands;
import laroue.register.Memos;
import laroue.register.NafCorrespondences;
import laroue.register.People;
import laroue.register.Serials;
import laroue.register.Sweeper;
import laroue.view.Progress;
import laroue.view.ViewGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the stores of the register that need no secret, and what keeps them true to the ledger. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccessLog.class,
    Cards.class,
    DeskNames.class,
    ExternalNames.class,
    HeldCommands.class,
    Memos.class,
    NafCorrespondences.class,
    People.class,
    Serials.class,
    Sweeper.class
})
class RegisterStoresConfiguration {

    @Bean
    Upkeep upkeep(
            Sweeper sweeper,
            List<ViewGroup> groups,
            Journal journal,
            Progress progress,
            JdbcClient db,
            MeterRegistry meters) {
        return new Upkeep(sweeper, groups, journal, progress, db, meters);
    }
}
