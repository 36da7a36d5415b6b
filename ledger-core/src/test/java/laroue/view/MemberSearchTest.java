package laroue.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import laroue.value.AccountNumber;
import laroue.view.statement.Statements;
import laroue.view.statement.Statements.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People are found by what a volunteer types. One ledger for all tests: names are set anew before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberSearchTest {

    private final SmallTerritory territory = new SmallTerritory(4);
    private final AccountNumber emile;
    private final AccountNumber zoe;
    private final AccountNumber elsewhere;
    private final ViewTables tables;
    private final Statements statements;

    MemberSearchTest() {
        territory.found("05", "0");
        territory.found("84", "0");
        emile = territory.member("05");
        zoe = territory.member("05");
        elsewhere = territory.member("84");
        tables = ViewTables.empty().fold(territory.history());
        statements = new Statements(tables.db);
    }

    @BeforeEach
    void names() {
        name(emile, "Émile L’Œuvre-Großmann");
        name(zoe, "Zoé Martin d'Arc");
        name(elsewhere, "double " + zoe.number());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "emile, 1",
                "ÉMILE, 1",
                "E\u0301mile, 1",
                "oeuvre, 1",
                "œuvre, 1",
                "ŒUVRE, 1",
                "l'oeuvre, 1",
                "loeuvre, 1",
                "grossmann, 1",
                "großmann, 1",
                "GROSSMANN emile, 1",
                "oeuvre-gross, 1",
                "loeuvregrossmann, 1",
                "l’œuvre, 1",
                "martin zoe, 2",
                "zo mar, 2",
                "  zoé   MARTIN , 2",
                "d’arc, 2",
                "darc, 2",
                "zoe\u200bmartin, 0",
                "martin emile, 0",
                "%, 0",
                "_, 0",
                "-, 0",
                "', 0",
                "artin, 0",
                "double, 3"
            })
    @DisplayName("Accents, case, ligatures, hyphens, apostrophes and the order of words do not matter")
    void foldsWhatPeopleType(String typed, int found) {
        var expected = List.of(emile, zoe, elsewhere).stream()
                .filter(it ->
                        found > 0 && it.equals(List.of(emile, zoe, elsewhere).get(found - 1)))
                .map(AccountNumber::number)
                .toList();

        assertThat(found(typed)).isEqualTo(expected);
        assertThat(statements.countMembers(typed, null)).isEqualTo(expected.size());
    }

    @Test
    @DisplayName(
            "A number is found with and without its dashes, by its beginning and by a card; never as a word of a name")
    void numbersAreNumbers() {
        var number = zoe.number();
        tables.db.sql("""
                        insert into register.card (card, operation, account, pin_hash)
                        values ('05-0019', gen_random_uuid(), :account, '')
                        """).param("account", emile.number()).update();

        for (var typed : List.of(
                number,
                number.replace("-", ""),
                number.replace("-", " "),
                number.replace("-", "\u00a0"),
                number.replace("-", "\u2011"),
                " " + number + " ")) {
            assertThat(found(typed)).as(typed).containsExactly(number);
        }
        assertThat(found(number.substring(0, number.length() - 1).replace("-", "")))
                .as("without its check digit")
                .containsExactly(number);
        assertThat(found("0500000")).contains(emile.number(), number).doesNotContain(elsewhere.number());
        assertThat(found("05-0019")).containsExactly(emile.number());
        assertThat(found("05 0019")).containsExactly(emile.number());
        assertThat(found("05-999999-9")).isEmpty();
        assertThat(statements.member(zoe)).map(Member::number).contains(number);
        assertThat(statements.member(AccountNumber.NOBODYS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoe", "05-000001-0"})
    @DisplayName("Whose name changes or goes is found by the new one, or no more")
    void followsTheName(String typed) {
        tables.db
                .sql("update register.person set name = 'Dora' where account = :account")
                .param("account", zoe.number())
                .update();
        assertThat(found("zoe")).isEmpty();
        assertThat(found("dora")).containsExactly(zoe.number());
        tables.db
                .sql("update register.person set name = null where account = :account")
                .param("account", zoe.number())
                .update();

        assertThat(found("dora")).isEmpty();
        assertThat(found(zoe.number())).containsExactly(zoe.number());
        assertThat(found(typed)).doesNotContain(elsewhere.number());
    }

    @Test
    @DisplayName("The search is an index: among many people no name is read")
    void isAnIndex() {
        tables.db.sql("begin").update();
        try {
            tables.db.sql("""
                            insert into register.person (operation, account, name)
                            select gen_random_uuid(), '84-' || n || '-x',
                                   (array['Zoé', 'Émile', 'Anne-Lise', 'Noël', 'Inès'])[n % 5 + 1] || ' Nom' || n
                              from generate_series(100000, 115000) as n
                            """).update();
            tables.db.sql("""
                            insert into view.account (account, association, holder_kind, status, approved, opened_at)
                            select account, '84', 'INDIVIDUAL', 'OPEN', false, now()
                              from register.person where account like '%-x'
                            """).update();
            tables.db
                    .sql("analyze register.person_word, register.person, view.account")
                    .update();
            var sought = new PeopleIndex(tables.db).sought("nom110000 zoé", "account");

            var plan = String.join(
                    "\n",
                    tables.db
                            .sql("explain (costs off) select account from view.account where " + sought.condition()
                                    + " order by account limit 21")
                            .params(sought.parameters())
                            .query(String.class)
                            .list());

            assertThat(plan).contains("Index Only Scan using person_word").doesNotContain("Seq Scan");
            assertThat(found("nom110000 zoé")).containsExactly("84-110000-x");
            assertThat(statements.countMembers("anne nom11", null)).isEqualTo(1_000);
        } finally {
            tables.db.sql("rollback").update();
        }
    }

    private List<String> found(String typed) {
        return statements.members(typed, null, "", 100).stream()
                .map(Member::number)
                .toList();
    }

    private void name(AccountNumber account, String name) {
        tables.db
                .sql("""
                        insert into register.person (operation, account, name)
                        values (gen_random_uuid(), :account, :name)
                        on conflict (account) do update set name = excluded.name
                        """)
                .param("account", account.number())
                .param("name", name)
                .update();
    }
}
