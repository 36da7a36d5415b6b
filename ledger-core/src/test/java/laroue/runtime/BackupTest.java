package laroue.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import laroue.audit.Checkpoint;
import laroue.audit.Verification;
import laroue.audit.Verification.Part;
import laroue.backup.Backup;
import laroue.backup.BackupException;
import laroue.backup.Passphrase;
import laroue.backup.Progress;
import laroue.backup.Restore;
import laroue.decision.Verdict;
import laroue.value.AccountNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a backup holds, what it refuses, and that what comes back is what was there. */
@Tag("slow")
class BackupTest {

    private static final Passphrase PASSPHRASE = new Passphrase("quatre mots pris au hasard");
    private static final int ALL = Integer.MAX_VALUE;

    private static TestPostgres.Database empty;
    private static TestLedger ledger;
    private static AccountNumber payer;
    private static AccountNumber payee;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aLedger() {
        empty = TestPostgres.freshDatabase();
        ledger = TestLedger.on(TestPostgres.freshDatabase());
        var association = ledger.founded("05");
        payer = ledger.member(association, 100_000);
        payee = ledger.member(association, 0);
        ledger.pay(payer, payee, 1_250);
        ledger.db().sql("""
                        insert into register.person (operation, account, name, email)
                        values (gen_random_uuid(), '05-1', E'Élise\\tÀ\\\\ la "Roue"\\n, née 🎡', null),
                               (gen_random_uuid(), '05-2', '', '\\N')
                        """).update();
        read("05-1");
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    @DisplayName("what is restored is what was there, to the byte; it agrees with its checkpoint, and goes on")
    void restoresWhatWasThere() throws Exception {
        var written = backUp(folder, null);
        var target = TestPostgres.freshDatabase();

        restore(folder, target, null);

        assertThat(contents(database(target))).isEqualTo(contents(ledger.bean(DataSource.class)));
        try (var restored = TestLedger.on(target)) {
            restored.bean(Rebuild.class).run(_ -> {});
            var report = restored.bean(Verification.class)
                    .run(Checkpoint.parse(written.checkpoint()).orElseThrow(), EnumSet.allOf(Part.class), _ -> {});
            assertThat(report.fault()).isNull();
            assertThat(restored.pay(payer, payee, 100)).isInstanceOf(Verdict.Accepted.class);
            restored.db()
                    .sql("insert into register.reading (client, what, accounts) values ('c', 'w', '{}')")
                    .update();
        }
    }

    @Test
    @DisplayName("a second backup adds what is new, and each one can be restored")
    void addsWhatIsNew() throws Exception {
        var first = backUp(folder, null);
        ledger.pay(payer, payee, 200);
        read("05-2");

        var second = backUp(folder, null);

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.newEvents())
                .isEqualTo(second.position() - first.position())
                .isPositive();
        var target = TestPostgres.freshDatabase();
        restore(folder, target, null);
        assertThat(contents(database(target))).isEqualTo(contents(ledger.bean(DataSource.class)));
        assertThat(restoreOf(empty).check(folder, 1, null, Progress.NONE).checkpoint())
                .isEqualTo(first.checkpoint());
    }

    @Test
    @DisplayName("only so many backups are kept as asked for, and what they need")
    void keepsSomeBackups() throws Exception {
        backUp(folder, null);
        ledger.pay(payer, payee, 300);
        var bean = backup();
        bean.run(folder, null, 1, Progress.NONE);

        assertThat(names(folder))
                .contains("backup-000002.json")
                .doesNotContain("backup-000001.json", "backup-000001.sha256");
        assertThat(names(folder)).noneMatch(it -> it.startsWith("000001-register"));
        assertThat(names(folder)).anyMatch(it -> it.startsWith("000001-journal.event"));
        restoreOf(empty).check(folder, 0, null, Progress.NONE);
    }

    @Test
    @DisplayName("each file that is damaged by one bit, cut short or left out is named, and no row is written")
    void namesWhatIsDamaged() throws Exception {
        backUp(folder, null);
        ledger.pay(payer, payee, 400);
        backUp(folder, null);
        var random = new Random(20);
        var needed = names(folder);
        needed.removeAll(List.of("lock", "backup-000001.json", "backup-000001.sha256"));
        needed.removeIf(it -> it.startsWith("000001-register") || it.startsWith("000001-journal.head"));

        for (var name : needed) {
            var file = folder.resolve(name);
            var bytes = Files.readAllBytes(file);
            var flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, flipped);
            assertRefused(empty, name);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            assertRefused(empty, name);
            Files.delete(file);
            assertRefused(empty, name);
            Files.write(file, bytes);
        }

        assertThat(client(empty)
                        .sql(
                                "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("all that is missing is named at once")
    void namesAllThatIsMissing() throws Exception {
        backUp(folder, null);
        var parts =
                names(folder).stream().filter(it -> it.startsWith("000001-")).toList();
        for (var part : parts) {
            Files.delete(folder.resolve(part));
        }

        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> restoreOf(empty).check(folder, 0, null, Progress.NONE))
                .satisfies(it -> assertThat(it.faults())
                        .containsExactlyInAnyOrderElementsOf(
                                parts.stream().map(part -> part + " is missing").toList()));
    }

    @Test
    @DisplayName("an encrypted backup opens with its passphrase alone, and tells nothing without it")
    void encrypts() throws Exception {
        backUp(folder, PASSPHRASE);
        for (var name : names(folder)) {
            assertThat(new String(Files.readAllBytes(folder.resolve(name)), UTF_8))
                    .doesNotContain("Élise");
        }
        assertRefused(empty, "encrypted");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() ->
                        restoreOf(empty).check(folder, 0, new Passphrase("quatre autres mots, presque"), Progress.NONE))
                .withMessageContaining("passphrase");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backUp(folder, null))
                .withMessageContaining("choose another folder");
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> backUp(folder, new Passphrase("quatre autres mots, presque")))
                .withMessageContaining("another passphrase");
        assertThat(restoreOf(empty).check(folder, 0, PASSPHRASE, Progress.NONE).position())
                .isPositive();
    }

    @Test
    @DisplayName("a restoration that was interrupted goes on where it was, with the same backup alone")
    void resumesARestoration() throws Exception {
        backUp(folder, null);
        var before = contents(ledger.bean(DataSource.class));
        var target = TestPostgres.freshDatabase();
        var interrupted = restoreOf(target).check(folder, 0, null, Progress.NONE);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> interrupted.load(new Progress() {
                    @Override
                    public void copied(String table, long rows) {
                        if (table.equals("register.reading")) {
                            throw new IllegalStateException("the power is cut");
                        }
                    }

                    @Override
                    public void checked(String file, long bytes) {}
                }));
        ledger.pay(payer, payee, 600);
        backUp(folder, null);
        assertRefused(target, "another backup");

        var loading = restoreOf(target).check(folder, 1, null, Progress.NONE);
        loading.load(Progress.NONE);
        loading.end();

        assertThat(contents(database(target))).isEqualTo(before);
    }

    @Test
    @DisplayName("a backup that was interrupted goes on where it was, and is none until its end")
    void resumesABackup() throws Exception {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> backup().run(folder, null, ALL, new Progress() {
                    @Override
                    public void copied(String table, long rows) {
                        if (table.equals("register.person")) {
                            throw new IllegalStateException("the power is cut");
                        }
                    }

                    @Override
                    public void checked(String file, long bytes) {}
                }));
        assertRefused(empty, "no whole backup");
        var events = folder.resolve("000001-journal.event-0001.copy.gz");
        var first = Files.getLastModifiedTime(events);
        ledger.pay(payer, payee, 700);

        var written = backUp(folder, null);

        assertThat(written.number()).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(events)).isEqualTo(first);
        var target = TestPostgres.freshDatabase();
        restore(folder, target, null);
        assertThat(contents(database(target))).isEqualTo(contents(ledger.bean(DataSource.class)));
    }

    @Test
    @DisplayName("a folder of another ledger's backups, a database that holds something and a later format are refused")
    void refusesWhatDoesNotFit() throws Exception {
        backUp(folder, null);
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> restoreOf(ledger.bean(DataSource.class)).check(folder, 0, null, Progress.NONE))
                .withMessageContaining("holds a ledger already");
        var other = TestPostgres.freshDatabase();
        new SchemaMigrations(database(other)).migrate();
        assertThatExceptionOfType(BackupException.class)
                .isThrownBy(() -> new Backup(database(other), "1.1.0", InstantSource.system())
                        .run(folder, null, ALL, Progress.NONE))
                .withMessageContaining("another ledger");

        rewrite(folder, "\"register\" : \"28\"", "\"register\" : \"9999\"");
        assertRefused(empty, "later one");
        rewrite(folder, "\"format\" : 1", "\"format\" : 2");
        assertRefused(empty, "format 2");
    }

    private static void read(String account) {
        ledger.db()
                .sql("insert into register.reading (client, what, accounts) values ('c', 'account', array[:account])")
                .param("account", account)
                .update();
    }

    private static Backup backup() {
        return ledger.bean(Backup.class);
    }

    private static Backup.Written backUp(Path folder, @Nullable Passphrase passphrase)
            throws IOException, SQLException {
        return backup().run(folder, passphrase, ALL, Progress.NONE);
    }

    private static void restore(Path folder, TestPostgres.Database target, @Nullable Passphrase passphrase)
            throws Exception {
        var loading = restoreOf(target).check(folder, 0, passphrase, Progress.NONE);
        loading.load(Progress.NONE);
        loading.end();
    }

    private static Restore restoreOf(TestPostgres.Database target) {
        return restoreOf(database(target));
    }

    private static Restore restoreOf(DataSource target) {
        return new Restore(target, new SchemaMigrations(target));
    }

    private static DataSource database(TestPostgres.Database it) {
        return new DriverManagerDataSource(it.jdbcUrl(), it.user(), it.password());
    }

    private static JdbcClient client(TestPostgres.Database it) {
        return JdbcClient.create(database(it));
    }

    private void assertRefused(TestPostgres.Database target, String named) {
        assertThatExceptionOfType(BackupException.class)
                .as(named)
                .isThrownBy(() -> restoreOf(target).check(folder, 0, null, Progress.NONE))
                .withMessageContaining(named);
    }

    /** A hash over the rows of each table of journal and register that no other table is made from. */
    private static Map<String, String> contents(DataSource database) {
        var db = JdbcClient.create(database);
        var contents = new TreeMap<String, String>();
        var tables = db.sql("""
                        select schemaname || '.' || tablename
                          from pg_tables
                         where schemaname in ('journal', 'register')
                           and tablename not in ('flyway_schema_history', 'lease')
                        """).query(String.class).list();
        for (var table : tables) {
            contents.put(
                    table,
                    db.sql(
                                    "select count(*) || ' ' || coalesce(md5(string_agg(it::text, '|' order by it::text)), '') from %s it"
                                            .formatted(table))
                            .query(String.class)
                            .single());
        }
        assertThat(contents).hasSizeGreaterThan(20);
        return contents;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var names = new TreeSet<String>();
            files.forEach(it -> names.add(String.valueOf(it.getFileName())));
            return names;
        }
    }

    /** As another program would have written it: with checksums that agree. */
    private static void rewrite(Path folder, String from, String to) throws Exception {
        var manifest = folder.resolve("backup-000001.json");
        var before = Files.readString(manifest);
        var after = before.replace(from, to);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(manifest, after);
        var sums = folder.resolve("backup-000001.sha256");
        Files.writeString(sums, Files.readString(sums).replace(sha256(before), sha256(after)));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
