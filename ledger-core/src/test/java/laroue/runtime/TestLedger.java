package laroue.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.AssociationCommand.OpenAccount;
import laroue.conversion.ConversionCommand.Issue;
import laroue.conversion.IssuanceEvent.Means;
import laroue.decision.Operation;
import laroue.decision.Verdict;
import laroue.ledger.Ledger;
import laroue.ledger.Ledger.Done;
import laroue.ledger.Request;
import laroue.payment.PaymentCommand.Pay;
import laroue.payment.Payments.Paid;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.OperationId;
import laroue.value.Roues;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
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
        return new TestLedger(new SpringApplicationBuilder(Core.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .run());
    }

    public Ledger ledger() {
        return core.getBean(Ledger.class);
    }

    public <T> T bean(Class<T> type) {
        return core.getBean(type);
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

    static Operation operation() {
        return new Operation(OperationId.fresh(System.currentTimeMillis()), NOON);
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
                NOON.atZone(java.time.ZoneOffset.UTC).toLocalDate().plusYears(1)));
        if (cents > 0) {
            send(new Issue(operation(), account, new Euros(cents), Means.TRANSFER, "bank " + account));
        }
        return account;
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
