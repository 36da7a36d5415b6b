package laroue.admin.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import laroue.audit.Verification;
import laroue.decision.Heads;
import laroue.ledger.Journal;
import laroue.register.ExternalNames;
import laroue.register.People;
import laroue.register.Serials;
import laroue.runtime.TestLedger;
import laroue.runtime.TestPostgres;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another system's history comes over whole and once, or not at all. */
class ImportVerbTest {

    private static final String HEADER = "at;kind;from;to;amount_cents;reference\n";

    private static final String HISTORY = HEADER + """
            2025-01-05T09:00:00Z;issuance;;ana;5000;i1
            2025-01-06T09:00:00Z;payment;ana;boulangerie;1250;p1
            2025-01-07T09:00:00+01:00;payment;boulangerie;moulin;1000;p2
            2025-01-08T09:00:00Z;reconversion;moulin;;400;r1
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path place;

    private TestLedger ledger;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    ImportVerbTest() {}

    @BeforeEach
    void anEmptyLedger() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @Test
    void takesAHistoryOverOnce() throws IOException {
        Files.writeString(place.resolve("professionals.txt"), "boulangerie\nmoulin\n");
        var file = file(HISTORY);
        var professionals = place.resolve("professionals.txt").toString();

        assertThat(takeOver(file, "--professionals", professionals)).isZero();
        long events = ledger.count("journal.event");
        assertThat(takeOver(file, "--professionals", professionals)).isZero();

        assertThat(ledger.count("journal.event")).as("the same file twice").isEqualTo(events);
        assertThat(balances()).containsExactly("ana 3750", "boulangerie 250", "moulin 600");
        assertThat(ledger.count("register.external_name")).isEqualTo(3);
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName(
            "a crash after the names were entered and before their accounts were opened is mended by the same file")
    void mendsWhatACrashLeft() throws IOException {
        var code = new AssociationCode("05");
        ledger.bean(ExternalNames.class).enter(code, Map.of("ana", AccountNumber.of(code, 999)));

        assertThat(takeOver(file(HISTORY))).isZero();

        assertThat(balances()).containsExactly("ana 3750", "boulangerie 250", "moulin 600");
    }

    @Test
    @DisplayName("effective time is the line's, recorded time is now")
    void keepsBothTimes() throws IOException {
        takeOver(file(HISTORY));

        assertThat(ledger.count("journal.event where type = 'account.debited.1' and at < '2025-02-01'"))
                .isEqualTo(2);
        assertThat(ledger.count("journal.event where recorded_at < now() - interval '1 hour'"))
                .isZero();
    }

    @Test
    @DisplayName("rule 15: a line that breaks a rule stops the import, is named, and leaves the ledger as it was")
    void leavesTheLedgerAsItWas() throws IOException {
        var file = file(HISTORY + "2025-01-09T09:00:00Z;payment;ana;moulin;999999;p3\n");

        assertThat(takeOver(file)).isEqualTo(1);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("line 6").contains("InsufficientBalance");
        assertThat(ledger.count("journal.event")).isZero();
        assertThat(ledger.count("register.person")).isZero();
        assertThat(ledger.count("register.external_name")).isZero();
    }

    @Test
    void leavesOutWhatIsInvalidWhereThatIsAsked() throws IOException {
        var file = file(HISTORY + """
                2025-01-09T09:00:00Z;payment;ana;moulin;999999;p3
                2025-01-09T10:00:00Z;payment;ana;moulin;1.5;p4
                2024-01-09T10:00:00Z;payment;ana;moulin;1;p5
                2999-01-09T10:00:00Z;payment;ana;moulin;1;p6
                2025-01-09T11:00:00Z;payment;ana;moulin;10;p1
                2025-01-09T11:00:00Z;gift;ana;moulin;10;p7
                2025-01-10T11:00:00Z;payment;ana;moulin;50;p8
                """);

        assertThat(takeOver(file, "--skip-invalid")).isZero();

        assertThat(balances()).contains("ana 3700");
        assertThat(Files.readString(Path.of(file + ".left-out.csv")))
                .contains("line 6", "line 7", "line 8", "line 9", "line 10", "line 11")
                .doesNotContain("p8");
    }

    @Test
    void tellsCommasFromSemicolonsByTheHeader() throws IOException {
        assertThat(takeOver(file(HISTORY.replace(';', ',')))).isZero();
        assertThat(takeOver(file("at|kind\n"))).isEqualTo(1);
        assertThat(takeOver("no-such-file.csv")).isEqualTo(2);
    }

    private int takeOver(String file, String... more) {
        var desk = new TakeOverDesk(
                ledger.ledger(),
                ledger.bean(Heads.class),
                ledger.bean(Serials.class),
                ledger.bean(People.class),
                ledger.bean(ExternalNames.class),
                ledger.bean(Journal.class));
        var arguments = new ArrayList<>(List.of(file));
        arguments.addAll(Arrays.asList(more));
        return new ImportVerb(desk).run(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String file(String text) throws IOException {
        var file = place.resolve("history.csv");
        Files.writeString(file, text);
        return file.toString();
    }

    /** Names of the other system with what their accounts hold, from the events. */
    private List<String> balances() {
        return ledger.db()
                .sql("""
                        select name || ' ' || (select payload ->> 'balance'
                                                 from journal.event
                                                where stream = account and payload ->> 'balance' is not null
                                                order by seq desc
                                                limit 1) as held
                          from register.external_name
                         order by name
                        """)
                .query((row, _) -> String.valueOf(row.getString("held")))
                .list();
    }
}
