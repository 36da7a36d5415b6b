package laroue.runtime;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import laroue.codec.EventCodec;
import laroue.journal.Feed;
import laroue.journal.Journal;
import laroue.view.Positions;
import laroue.view.Progress;
import laroue.view.View.Tables;
import laroue.view.ViewGroup;
import laroue.view.association.AssociationList;
import laroue.view.association.AssociationView;
import laroue.view.circulation.CirculationView;
import laroue.view.circulation.Figures;
import laroue.view.circulation.Identities;
import laroue.view.circulation.Periods;
import laroue.view.circulation.Series;
import laroue.view.confirmation.WaitingActs;
import laroue.view.confirmation.WaitingView;
import laroue.view.conversion.ConversionQueue;
import laroue.view.conversion.ConversionView;
import laroue.view.desk.CounterQueries;
import laroue.view.desk.CounterView;
import laroue.view.desk.DeskActivity;
import laroue.view.desk.DeskDayView;
import laroue.view.desk.DeskQueries;
import laroue.view.desk.DeskQueues;
import laroue.view.desk.DeskView;
import laroue.view.desk.NoteQueries;
import laroue.view.desk.NotesView;
import laroue.view.merchant.Directory;
import laroue.view.merchant.MerchantView;
import laroue.view.power.PowerFacts;
import laroue.view.power.PowerView;
import laroue.view.statement.ReturnedMoney;
import laroue.view.statement.StatementView;
import laroue.view.statement.Statements;
import laroue.view.usage.DormantBalances;
import laroue.view.usage.PaymentNetwork;
import laroue.view.usage.Takings;
import laroue.view.usage.UsageView;
import laroue.view.usage.WhoPaysWhom;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Wires the views: what keeps them up to date, and what reads them. */
@Configuration(proxyBeanMethods = false)
@Import({
    AssociationList.class,
    ConversionQueue.class,
    CounterQueries.class,
    DeskActivity.class,
    DeskQueries.class,
    DeskQueues.class,
    Directory.class,
    DormantBalances.class,
    Figures.class,
    Identities.class,
    NoteQueries.class,
    PaymentNetwork.class,
    Periods.class,
    Positions.class,
    PowerFacts.class,
    Progress.class,
    ReturnedMoney.class,
    Series.class,
    Statements.class,
    Takings.class,
    WaitingActs.class,
    WhoPaysWhom.class
})
class ViewConfiguration {

    @Bean
    ViewGroup counterViews() {
        return new ViewGroup(
                Progress.COUNTER,
                Duration.ofMillis(40),
                Duration.ofMillis(40),
                List.of(
                        new StatementView(),
                        new AssociationView(),
                        new MerchantView(),
                        new ConversionView(),
                        new DeskView(),
                        new CounterView(),
                        new NotesView(),
                        new WaitingView(),
                        new PowerView()));
    }

    @Bean
    ViewGroup figureViews() {
        return new ViewGroup(
                Progress.FIGURES,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                List.of(new CirculationView(), new UsageView(), new DeskDayView()));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Tables liveTables(DataSource database) {
        return new Tables(database, "view");
    }

    @Bean
    Folding folding(PlatformTransactionManager transactions, EventCodec codec) {
        return new Folding(transactions, codec);
    }

    /** Follows the ledger for as long as the node runs. */
    @Bean(initMethod = "start", destroyMethod = "close")
    ViewProcessors viewProcessors(
            List<ViewGroup> groups,
            Feed feed,
            Journal journal,
            TokenStore tokens,
            TransactionManager transactions,
            Tables tables,
            Folding folding) {
        return new ViewProcessors(groups, feed, journal, tokens, transactions, tables, folding);
    }

    /** How far each processor has read, kept beside what it wrote and readable with psql. */
    @Bean
    @DependsOnDatabaseInitialization
    TokenStore tokenStore(ConnectionProvider connections) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(ViewConfiguration::readableByAxon)
                        .build())
                .contentType(String.class)
                // A node that was killed leaves its claim behind; its successor's views must not stand still for long.
                .claimTimeout(Duration.ofSeconds(3))
                // Axon's own name is the process number at the host: two containers may have the same, and would both
                // take the tables for theirs and add up twice.
                .nodeId(UUID.randomUUID().toString())
                .schema(TokenSchema.builder()
                        .setTokenTable("view.progress")
                        .setProcessorNameColumn("processor")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("claimed_at")
                        .setOwnerColumn("owner")
                        .build())
                .build();
    }

    @Bean
    CatchUp catchUp(Journal journal, Progress progress, ObjectProvider<ViewProcessors> processors) {
        return new CatchUp(journal, progress, processors::getObject);
    }

    @Bean
    Rebuild viewRebuild(
            DataSource database,
            PlatformTransactionManager transactions,
            Journal journal,
            TokenStore tokens,
            List<ViewGroup> groups,
            Folding folding) {
        return new Rebuild(database, transactions, journal, tokens, groups, folding);
    }

    /** Looks when the processors follow the ledger. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOn("viewProcessors")
    ViewRepair viewRepair(Connections connections, Rebuild rebuild) {
        return new ViewRepair(connections.unpooled(), rebuild);
    }

    /**
     * Axon 4.13.0 cannot read its own tokens back with Jackson 3 unless its types are allowed (AxonFramework issue 4160,
     * ended by 4.13.1).
     */
    private static void readableByAxon(JsonMapper.Builder json) {
        json.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .build());
    }
}
