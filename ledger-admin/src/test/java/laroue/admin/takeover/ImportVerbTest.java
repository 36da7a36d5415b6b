package laroue.admin.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import laroue.admin.node.Arguments;
import laroue.audit.Verification;
import laroue.decision.LedgerState;
import laroue.journal.Journal;
import laroue.register.ExternalNames;
import laroue.register.People;
import laroue.register.Serials;
import laroue.runtime.TestLedger;
import laroue.runtime.TestPostgres;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static TestLedger ledger;

    private static int associations;

    /** Each test imports into an association of its own. */
    private final AssociationCode code = new AssociationCode("T" + ++associations);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    ImportVerbTest() {}

    @BeforeAll
    static void aLedger() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    void takesAHistoryOverOnce() throws IOException {
        Files.writeString(place.resolve("professionals.txt"), "boulangerie\nmoulin\n");
        var file = file(HISTORY);
        var professionals = place.resolve("professionals.txt").toString();

        assertThat(takeOver(file, "--professionals", professionals)).isZero();
        long events = events();
        assertThat(takeOver(file, "--professionals", professionals)).isZero();

        assertThat(events()).as("the same file twice").isEqualTo(events);
        assertThat(balances()).containsExactly("ana 3750", "boulangerie 250", "moulin 600");
        assertThat(externalNames()).isEqualTo(3);
        assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
    }

    @Test
    @DisplayName(
            "a crash after the names were entered and before their accounts were opened is mended by the same file")
    void mendsWhatACrashLeft() throws IOException {
        ledger.bean(ExternalNames.class).enter(code, Map.of("ana", AccountNumber.of(code, 999)));

        assertThat(takeOver(file(HISTORY))).isZero();

        assertThat(balances()).containsExactly("ana 3750", "boulangerie 250", "moulin 600");
    }

    @Test
    @DisplayName("effective time is the line's, recorded time is now")
    void keepsBothTimes() throws IOException {
        takeOver(file(HISTORY));

        assertThat(events("and type = 'account.debited.1' and at < '2025-02-01'"))
                .isEqualTo(2);
        assertThat(events("and recorded_at < now() - interval '1 hour'")).isZero();
    }

    @Test
    @DisplayName("rule 15: a line that breaks a rule stops the import, is named, and leaves the ledger as it was")
    void leavesTheLedgerAsItWas() throws IOException {
        var file = file(HISTORY + "2025-01-09T09:00:00Z;payment;ana;moulin;999999;p3\n");

        assertThat(takeOver(file)).isEqualTo(1);

        assertThat(said()).contains("history.csv:6:5: amount_cents : « ana »").contains("Rien n'a été repris");
        assertThat(events()).isZero();
        assertThat(externalNames()).isZero();
    }

    @Test
    @DisplayName("every fault of every line is named with file, line and column, and not only the first")
    void namesAllFaults() throws IOException {
        var file = file(HEADER + """
                2025-01-05T09:00:00Z;issuance;;ana;50,00;i1

                31/12/2025;payment;ana;;-5;p1
                2025-01-06T09:00:00Z;payment;ana;moulin;100;p2
                2025-01-06T09:00:00Z;gift;ana;moulin;100;
                """);

        assertThat(takeOver(file)).isEqualTo(1);

        assertThat(said())
                .contains(
                        "history.csv:2:5: amount_cents",
                        "history.csv:4:1: at",
                        "history.csv:4:4: to",
                        "history.csv:4:5: amount_cents",
                        "history.csv:5:5: amount_cents : « ana » : ",
                        "(une ligne plus haut, en faute, devait créditer ce compte)",
                        "history.csv:6:2: kind",
                        "history.csv:6:6: reference")
                .doesNotContain("Exception");
        assertThat(events()).isZero();
    }

    @Test
    @DisplayName("what is left out is told in money, and can be imported again as it was written")
    void leavesOutWhatIsInvalidWhereThatIsAsked() throws IOException {
        var file = file(HISTORY + """
                2025-01-09T09:00:00Z;payment;ana;moulin;999999;p3
                2025-01-09T10:00:00Z;payment;ana;moulin;1.5;p4
                2024-01-09T10:00:00Z;payment;ana;moulin;1;p5
                2999-01-09T10:00:00Z;payment;ana;moulin;1;p6
                2025-01-09T11:00:00Z;payment;ana;"mou;lin ""du Buëch\""";0;p1b
                2025-01-09T11:00:00Z;gift;ana;moulin;10;p7
                2025-01-10T11:00:00Z;payment;ana;moulin;50;p8
                """);

        assertThat(takeOver(file, "--skip-invalid")).isZero();

        assertThat(balances()).contains("ana 3700");
        assertThat(said())
                .containsPattern("payment : 5 lignes, 10.000,01 roues, et 2 montants illisibles : « 1.5 », « 0 »")
                .contains("6 laissées de côté")
                .contains("sans type reconnu : 1 ligne");
        var leftOut = Path.of(file + ".left-out.csv");
        assertThat(Files.readString(leftOut))
                .startsWith("\ufeffat;kind;from;to;amount_cents;reference;motif")
                .contains(
                        "history.csv:6:5", "history.csv:7:5", "history.csv:8:1", "history.csv:9:1", "history.csv:11:2")
                .contains("\"mou;lin \"\"du Buëch\"\"\"")
                .doesNotContain("p8");

        Files.writeString(
                leftOut,
                Files.readString(leftOut)
                        .replace("999999", "1")
                        .replaceAll("(?m)^.*p[4567].*\r\n", "")
                        .replace(";0;", ";5;"));
        said.reset();
        assertThat(takeOver(leftOut.toString())).as(said()).isZero();
        assertThat(balances()).contains("ana 3694", "mou;lin \"du Buëch\" 5");
        assertThat(takeOver(file, "--skip-invalid")).isZero();
        assertThat(Path.of(file + ".left-out-2.csv"))
                .as("what was corrected is not overwritten")
                .exists();
    }

    @Test
    @DisplayName("a known line that says something else is refused with what it said and what it says, each of them")
    void refusesWhatWasChanged() throws IOException {
        assertThat(takeOver(file(HISTORY))).isZero();
        long events = events();
        var changed = file(HISTORY.replace(";1250;", ";1520;")
                        .replace(";boulangerie;moulin;", ";boulangerie;café;")
                        .replace("2025-01-08", "2025-01-09")
                + "2025-01-10T09:00:00Z;payment;ana;moulin;50;p8\n");

        assertThat(takeOver(changed)).isEqualTo(1);

        assertThat(said())
                .contains(
                        "history.csv:3:5: amount_cents : la référence « p1 »",
                        "avant : 2025-01-06T09:00:00Z « ana » → « boulangerie », 12,50 roues",
                        "maintenant : 2025-01-06T09:00:00Z « ana » → « boulangerie », 15,20 roues",
                        "history.csv:4:4: to : ",
                        "« boulangerie » → « café »",
                        "history.csv:5:1: at : ");
        assertThat(events()).isEqualTo(events);
        assertThat(takeOver(changed, "--skip-invalid")).isZero();
        assertThat(balances()).contains("ana 3700");
    }

    @Test
    @DisplayName("a line that stands twice in a file counts once; with another content it is refused")
    void takesARepeatedLineOnce() throws IOException {
        var repeated = HISTORY + "2025-01-06T10:00:00+01:00;payment;ANA;Boulangerie ;1 250;p1\n";

        assertThat(takeOver(file(repeated))).isZero();
        assertThat(balances()).contains("ana 3750");
        assertThat(takeOver(file(HISTORY.replace("p1", "q1").replace("p2", "q1")), "--association", code + "0"))
                .isEqualTo(1);
        assertThat(said()).contains("1 répétition", "déjà plus haut dans le fichier");
    }

    @Test
    @DisplayName("spellings that nobody can tell apart are one account; others that resemble it are named")
    void takesSpellingsForOneName() throws IOException {
        var spellings = List.of(
                "Zoé Martin",
                "Zoe\u0301 Martin",
                "Zoé Martin ",
                " Zoé Martin",
                "Zoé  Martin",
                "Zoé\u00a0Martin",
                "ZOÉ MARTIN",
                "Zoé\u200b Martin",
                "Zoe Martin",
                "Martin, Zoé.",
                "Z\u043eé Martin",
                "Zora Martin");
        var file = new StringBuilder(HEADER);
        for (int i = 0; i < spellings.size(); i++) {
            file.append("2025-01-05T09:%02d:00Z;issuance;;%s;1000;s%d%n".formatted(i, spellings.get(i), i));
        }

        assertThat(takeOver(file(file.toString()))).isZero();

        assertThat(balances())
                .containsExactlyInAnyOrder(
                        "Zoé Martin 8000",
                        "Zoe Martin 1000",
                        "Martin, Zoé. 1000",
                        "Z\u043eé Martin 1000",
                        "Zora Martin 1000");
        assertThat(said())
                .containsPattern(
                        "probablement la même personne.*Zoé Martin.*Zoe Martin.*Martin, Zoé\\..*Z\u043eé Martin")
                .doesNotContain("Zora");
    }

    @Test
    @DisplayName(
            "names that earlier imports kept apart keep their accounts, and a third spelling of them is asked back")
    void keepsWhatEarlierImportsOpened() throws IOException {
        assertThat(takeOver(file(HEADER + "2025-01-05T09:00:00Z;issuance;;Ana;1000;i1\n")))
                .isZero();
        assertThat(takeOver(file(HEADER + "2025-01-05T09:00:00Z;issuance;;temporaire;500;i2\n")))
                .isZero();
        ledger.db()
                .sql("update register.external_name set name = ' ana' where name = 'temporaire'")
                .update();

        assertThat(takeOver(file(HEADER + """
                2025-01-05T09:00:00Z;issuance;;Ana;1000;i1
                2025-01-05T09:00:00Z;issuance;; ana;500;i2
                2025-01-06T09:00:00Z;payment;Ana; ana;1;p1
                """))).as(said()).isZero();
        assertThat(takeOver(file(HEADER + "2025-01-06T09:00:00Z;issuance;;ANA;500;i3\n")))
                .isEqualTo(1);

        assertThat(balances()).containsExactlyInAnyOrder("Ana 999", " ana 501");
        assertThat(said()).contains("« ANA » peut être « Ana »").contains(code.code());
    }

    @Test
    @DisplayName(
            "a professional is one however the list writes the name; a spelling that only resembles it is asked back")
    void matchesProfessionals() throws IOException {
        var list = Files.writeString(
                place.resolve("professionals.txt"),
                "\ufeffBoulangerie de l’E\u0301glise\r\n\r\n\"MOULIN du Buëch\u00a0\";;\r\n");
        var history = HEADER + """
                2025-01-05T09:00:00Z;issuance;;Boulangerie de l’Église;1000;b1
                2025-01-05T09:01:00Z;issuance;;Moulin du Buëch;1000;b2
                2025-01-06T09:01:00Z;reconversion;Moulin du Buëch;;500;r2
                """;

        assertThat(takeOver(file(history.replace("Église", "Eglise")), "--professionals", list.toString()))
                .isEqualTo(1);
        assertThat(said()).contains("professionals.txt:1:1: « Boulangerie de l’É");
        assertThat(events()).isZero();
        assertThat(takeOver(file(history), "--professionals", list.toString())).isZero();

        assertThat(events("and type like 'merchant.approved%'")).isEqualTo(2);
        assertThat(said()).doesNotContain("sans être dans la liste");
    }

    @Test
    @DisplayName("an association that is founded is said to be, and nothing is founded for nothing")
    void saysThatItFounds() throws IOException {
        assertThat(takeOver(file(HEADER))).isZero();
        assertThat(events()).isZero();
        assertThat(takeOver(file(HISTORY))).isZero();

        assertThat(said())
                .contains("L'association " + code + " n'existait pas")
                .contains("« moulin »")
                .contains("particulier");
    }

    @Test
    @DisplayName("a code that resembles that of an association is refused, naming it, and nothing is founded")
    void refusesACodeThatResemblesAnother() throws IOException {
        assertThat(takeOver(file(HISTORY), "--association", "077")).isZero();
        said.reset();

        assertThat(takeOver(file(HISTORY), "--association", "77")).isEqualTo(1);

        assertThat(said()).contains("077", "Rien n'a été repris");
        assertThat(ledger.count("journal.event where associations = '77'")).isZero();
    }

    @Test
    void tellsCommasFromSemicolonsByTheHeader() throws IOException {
        assertThat(takeOver(file(HISTORY.replace(';', ',')))).isZero();
        assertThat(takeOver(file("at|kind\n"))).isEqualTo(1);
        assertThat(takeOver("no-such-file.csv")).isEqualTo(2);
        assertThat(takeOver(file(HISTORY), "--association", "13a")).isEqualTo(2);
        assertThat(takeOver(place.toString())).isEqualTo(1);
        assertThat(said()).contains("n'existe pas", "« 13a »", "ce n'est pas un fichier");
    }

    private long events(String... more) {
        return ledger.count("journal.event where associations = '%s' %s".formatted(code, String.join(" ", more)));
    }

    private long externalNames() {
        return ledger.count("register.external_name where association = '" + code + "'");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private int takeOver(String file, String... more) {
        var desk = new TakeOverDesk(
                ledger.ledger(),
                ledger.bean(LedgerState.class),
                ledger.bean(Serials.class),
                ledger.bean(People.class),
                ledger.bean(ExternalNames.class),
                ledger.bean(Journal.class));
        var options = List.of(more);
        int professionals = options.indexOf("--professionals");
        int association = options.indexOf("--association");
        var arguments = new Arguments.Import(
                Path.of(file),
                association < 0 ? code.code() : options.get(association + 1),
                professionals < 0 ? null : Path.of(options.get(professionals + 1)),
                options.contains("--skip-invalid"));
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
                         where association = :association
                         order by name
                        """)
                .param("association", code.code())
                .query((row, _) -> String.valueOf(row.getString("held")))
                .list();
    }
}
