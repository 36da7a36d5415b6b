package laroue.admin.demo;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;
import laroue.admin.demo.DemoTerritory.Cast;
import laroue.admin.demo.DemoTerritory.Shop;
import laroue.admin.node.DemoClients;
import laroue.journal.Journal;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.May;
import laroue.register.Role;
import laroue.register.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Loads the demonstration territory into an empty ledger, before the node says that it is ready. The clients come last:
 * as long as they are missing, the loading was cut off, and the next start begins again with an empty folder.
 */
@Component
@ConditionalOnProperty(name = "laroue.demonstration", havingValue = "true")
class DemoLoader implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);

    private final Journal journal;
    private final DemoTerritory territory;
    private final Clients clients;
    private final Secrets secrets;
    private final Unfinished unfinished;

    DemoLoader(Journal journal, DemoTerritory territory, Clients clients, Secrets secrets, Unfinished unfinished) {
        this.journal = journal;
        this.territory = territory;
        this.clients = clients;
        this.secrets = secrets;
        this.unfinished = unfinished;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (journal.position() > 0) {
            return;
        }
        unfinished.mark();
        LOG.info("le territoire de démonstration est en cours de chargement, une seule fois");
        try {
            enter(territory.write(new Percent()));
        } catch (CompletionException e) {
            throw new IllegalStateException("the demonstration could not be loaded", e.getCause());
        }
        unfinished.clear();
    }

    private void enter(Cast cast) {
        var alpes = Territory.ALPES;
        enter(Client.of(alpes, "demo-admin", Role.ADMIN));
        enter(Client.of(alpes, "demo-treasurer", Role.TREASURER));
        enter(Client.of(alpes, "demo-auditor", Role.AUDITOR));
        enter(Client.desk("demo-desk", alpes, "gap-centre"));
        enter(till("demo-till", cast.till()));
        enter(till("demo-till-2", cast.secondTill()));
        enter(Client.member("demo-member", cast.member()));
        enter(Client.aboveAll("demo-load", Role.ADMIN, Role.TREASURER).with(May.values()));
    }

    private static Client till(String id, Shop shop) {
        return Client.merchant(id, shop.merchant(), shop.account(), Set.of(May.values()));
    }

    private void enter(Client client) {
        clients.ensure(client, secrets.hashOfClientSecret(DemoClients.SECRET));
    }

    /** Tells each tenth of the way. */
    private static final class Percent implements IntConsumer {

        private int told;

        @Override
        public void accept(int percent) {
            if (percent >= told + 10) {
                told = percent / 10 * 10;
                LOG.info("territoire de démonstration : {} %", told);
            }
        }
    }
}
