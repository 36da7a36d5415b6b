package laroue.runtime;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.ledger.Ledger;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Request;
import laroue.merchant.MerchantCommand.ApplyAsMerchant;
import laroue.merchant.MerchantCommand.ApproveMerchant;
import laroue.merchant.Siret;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole core over a PostgreSQL of its own, without HTTP: what a test of the write path talks to. */
public final class TestLedger implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-14T11:00:00Z");

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(LedgerConfiguration.class)
    static class Core {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private final AtomicInteger serials = new AtomicInteger();
    private final ConfigurableApplicationContext core;

    private TestLedger(ConfigurableApplicationContext core) {
        this.core = core;
    }

    public static TestLedger on(TestPostgres.Database database) {
        return on(database, new String[0]);
    }

    /**
     * The same with settings of its own.
     *
     * @param settings as in {@code laroue.node=left}
     */
    public static TestLedger on(TestPostgres.Database database, String... settings) {
        return new TestLedger(new SpringApplicationBuilder(Core.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .properties(settings)
                .run());
    }

    public Ledger ledger() {
        return core.getBean(Ledger.class);
    }

    public <T> T bean(Class<T> type) {
        return core.getBean(type);
    }

    /** The beans that are made before one of some name, because it says so. */
    List<String> madeBefore(String bean) {
        var before = ((GenericApplicationContext) core).getBeanDefinition(bean).getDependsOn();
        return before == null ? List.of() : List.of(before);
    }

    public JdbcClient db() {
        return core.getBean(JdbcClient.class);
    }

    public long count(String fromWhere) {
        return db().sql("select count(*) from " + fromWhere).query(Long.class).single();
    }

    public <R> Verdict<R> send(Object command) {
        try {
            Done<R> done = ledger().<R>carryOut(command, Request.by("test")).join();
            return done.verdict();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : e;
        }
    }

    /**
     * Holds the writer back while commands are sent, so that they are carried out in one transaction. One payment of its
     * own goes before them.
     *
     * @param sending sends them; see {@link #waiting}
     */
    void inOneBatch(Runnable sending) {
        var first = member(new AssociationCode("05"), 1);
        var second = member(new AssociationCode("05"), 0);
        try (var lock = bean(DataSource.class).getConnection();
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("select from journal.head for update");
            var held = ledger().carryOut(new Pay(operation(), first, second, new Roues(1), null), Request.by("test"));
            await().until(() ->
                    count("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") > 0);
            sending.run();
            lock.rollback();
            held.join();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many commands wait for the writer. */
    void waiting(int commands) {
        var size = bean(MeterRegistry.class).get("laroue.queue.size").gauge();
        await().until(() -> size.value() == commands);
    }

    static Operation operation() {
        return new Operation(OperationId.fresh(NOON.toEpochMilli()), NOON);
    }

    AssociationCode founded(String code) {
        var association = new AssociationCode(code);
        send(new FoundAssociation(operation(), association, number(association)));
        return association;
    }

    /** A current member with roues issued to the account. */
    AccountNumber member(AssociationCode association, long cents) {
        var account = number(association);
        send(new OpenAccount(
                operation(),
                account,
                HolderKind.INDIVIDUAL,
                null,
                NOON.atZone(ZoneOffset.UTC).toLocalDate().plusYears(1)));
        if (cents > 0) {
            send(new Issue(operation(), account, new Euros(cents), Means.TRANSFER, "bank " + account));
        }
        return account;
    }

    /** An approved merchant's account. */
    AccountNumber shop(AssociationCode association) {
        var account = number(association);
        var merchant = MerchantId.of(association, serials.get());
        send(new ApplyAsMerchant(
                operation(), merchant, account, siret(), "10.71C", "05061", "standard", LocalDate.of(2099, 12, 31)));
        send(new ApproveMerchant(operation(), merchant));
        return account;
    }

    private Siret siret() {
        return Siret.of("%08d".formatted(90_000_000 + serials.get()), "0001");
    }

    Verdict<Paid> pay(AccountNumber payer, AccountNumber payee, long cents) {
        return send(new Pay(operation(), payer, payee, new Roues(cents), null));
    }

    List<String> events(AccountNumber account) {
        return db().sql("select type from journal.event where stream = :stream order by seq")
                .param("stream", account.number())
                .query((row, _) -> row.getString("type"))
                .list();
    }

    private AccountNumber number(AssociationCode association) {
        return AccountNumber.of(association, serials.incrementAndGet());
    }

    @Override
    public void close() {
        core.close();
    }
}
