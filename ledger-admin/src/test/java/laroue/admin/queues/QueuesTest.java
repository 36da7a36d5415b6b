package laroue.admin.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.admin.frame.BrowserTest;
import laroue.api.Api;
import laroue.api.Api.Answer;
import laroue.backup.BackupLog;
import laroue.backup.BackupLog.Act;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a treasurer does about what waits, in a browser. Each test has an association of its own. */
@Tag("slow")
class QueuesTest extends BrowserTest {

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private Api api;
    private String code;
    private String desk;
    private Answer treasurer;

    @BeforeEach
    void foundAnAssociation() {
        api = api();
        code = "Q" + SERIAL.incrementAndGet();
        made("/v1/associations", """
                {"code": "%s", "name": "Association inventée"}""".formatted(code));
        made("/v1/associations/" + code + "/rules", """
                {"fees": {"standard": "0.02"}, "membership": "calendar"}""");
        desk = made("/v1/desks", """
                {"name": "Comptoir inventé", "commune": "05061", "association": "%s"}""".formatted(code)).text("desk");
        treasurer = client("treasurer", "/v1/clients", """
                {"role": "treasurer", "association": "%s"}""".formatted(code));
        signIn(treasurer.text("clientId"), treasurer.text("clientSecret"));
    }

    @Test
    @DisplayName(
            "a backup that failed, or does not come back, is an alert until one succeeds; one that was never made is none")
    void tellsOfBackups(@Autowired Alerts alerts, @Autowired BackupLog log) {
        assertThat(alerts.of(null)).noneMatch(Alert.Unsaved.class::isInstance);
        log.enter(Act.MADE, null, null, Duration.ofSeconds(1), "no space left");
        log.enter(Act.CHECKED, 7L, 7L, Duration.ofSeconds(1), "a part is missing");

        assertThat(alerts.of(null).stream()
                        .filter(Alert.Unsaved.class::isInstance)
                        .map(Alert::kind))
                .containsExactly("unsaved", "unsaved");

        log.enter(Act.MADE, 8L, 8L, Duration.ofSeconds(1), null);
        log.enter(Act.CHECKED, 8L, 8L, Duration.ofSeconds(1), null);
        assertThat(alerts.of(null)).noneMatch(Alert.Unsaved.class::isInstance);
    }

    @Test
    void aTreasurerConfirmsReconversionsPaidByOneOrder() {
        shop();
        reconvert(100_00, "F-1");
        var last = reconvert(50_00, "F-2");
        page.navigate("/files");
        assertThat(row("Reconversions à payer")).contains("2");
        requireAccessible();

        link("Reconversions à payer").click();
        requireAccessible();
        assertThat(page.locator("tbody tr").first().textContent())
                .as("oldest first")
                .contains("F-1");
        page.getByLabel("Tout choisir").check();
        click("Ces virements sont partis");
        assertThat(words("#bankReference-erreur")).contains("à remplir");
        requireAccessible();
        page.getByLabel("Référence de la banque").fill("LOT-2026-1");
        click("Ces virements sont partis");

        assertThat(words("tfoot")).contains("150,00", "3,00", "147,00");
        assertThat(state(last)).isEqualTo("accepted");
        requireAccessible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirmer le paiement"))
                .dblclick();

        assertThat(words("main .done")).contains("enregistré");
        assertThat(words("main")).contains("Rien n’attend ici.", "LOT-2026-1");
        assertThat(state(last)).isEqualTo("paid");
        assertThat(api.get("treasurer", "/v1/reconversions?state=paid")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aTransferThatTheBankSentBackReturnsTheRoues() {
        shop();
        var reconversion = reconvert(80_00, "F-3");
        seen(api.post("treasurer", "/v1/reconversions/" + reconversion.text("id") + "/paid", """
                {"bankReference": "VIR-1"}""")
                .expect(200));
        page.navigate("/files/reconversions");

        link("Renvoyée par la banque").click();
        page.getByLabel("Pourquoi").fill("IBAN clos");
        click("Voir ce qui sera inscrit");

        assertThat(words("main")).contains("80,00 roues retournent", "1,60");
        requireAccessible();
        click("Confirmer l’échec");
        assertThat(state(reconversion)).isEqualTo("failed");
    }

    @Test
    void whatTheLedgerRefusesStandsBesideTheField() {
        shop();
        var reconversion = reconvert(10_00, "F-4");
        page.navigate("/files/reconversions");
        page.getByLabel("Tout choisir").check();
        page.getByLabel("Référence de la banque").fill("VIR-2");
        click("Ces virements sont partis");

        api.post("treasurer", "/v1/reconversions/" + reconversion.text("id") + "/paid", """
                {"bankReference": "VIR-3"}""")
                .expect(200);
        click("Confirmer le paiement");

        assertThat(words(".error")).isNotBlank();
        assertThat(state(reconversion)).isEqualTo("paid");
    }

    @Test
    void aRemittanceIsSeenAtTheBank() {
        open();
        var change = at("changes", """
                {"account": "%s", "digitalCents": 4000, "means": "cash", "amountEuroCents": 4000}""".formatted(member()));
        at("remittances", """
                {"slip": "BR-7", "operations": ["%s"], "declared": {"cashEuroCents": 3900, "chequesEuroCents": 0}}""".formatted(change.text("id")));
        page.navigate("/files");
        link("Remises à confirmer").click();
        requireAccessible();

        link("Confirmer l’arrivée du bordereau BR-7").click();
        page.getByLabel("Référence de la banque").fill("REL-9");
        click("Voir ce qui sera inscrit");
        assertThat(words("main .panel")).contains("40,00 €", "-1,00 €");
        requireAccessible();
        click("Confirmer l’arrivée");

        assertThat(words("main")).contains("enregistré", "Rien n’attend ici.");
        assertThat(api.get("treasurer", "/v1/circulation?association=" + code)
                        .json()
                        .path("guaranteeEuroCents")
                        .path("digital")
                        .asLong())
                .isEqualTo(40_00);
    }

    @Test
    void aDifferenceIsExplainedByOneAndConfirmedByAnother() {
        open();
        at("sessions/current/close", """
                {"counted": {"stock": {}, "returns": {}, "roueTill": {}}, "cashEuroCents": 3000, "chequesEuroCents": 0}""");
        page.navigate("/files/ecarts");
        assertThat(words("tbody tr")).contains("espèces", "+30,00");
        requireAccessible();

        link("Expliquer").click();
        requireAccessible();
        page.getByLabel("Pourquoi").fill("Fond de caisse oublié");
        click("Expliquer");
        assertThat(words("main .done")).contains("enregistré");
        link("Confirmer").click();
        page.getByLabel("Pourquoi").fill("Vu avec la caissière");
        click("Confirmer");

        assertThat(words("main")).contains("Rien n’attend ici.");
    }

    @Test
    void whatDidNotArriveIsDecidedOn() throws IOException {
        api.post("treasurer", "/v1/associations/" + code + "/note-printings", """
                {"series": "2026", "notes": {"10": 5}}""")
                .expect(201);
        var sent = api.post("treasurer", "/v1/associations/" + code + "/shipments", """
                {"desk": "%s", "carrier": "Porteuse inventée", "notes": {"10": 5}}""".formatted(desk))
                .expect(201);
        client("operator", "/v1/desks/" + desk + "/clients", null);
        seen(api.post("operator", "/v1/shipments/" + sent.text("shipment") + "/receipt", """
                {"notes": {"10": 3}}""")
                .expect(200));
        page.navigate("/files/envois");
        assertThat(words("tbody tr")).contains("2 × 10", "20,00");
        requireAccessible();

        link("Décider du reste").click();
        page.getByLabel("Ces billets sont perdus").check();
        page.getByLabel("Pourquoi").fill("Enveloppe déchirée");
        click("Voir ce qui sera inscrit");
        requireAccessible();
        click("Confirmer la décision");

        assertThat(words("main")).contains("Rien n’attend ici.");
        // Alerts are made from the figures, which follow the ledger by themselves.
        var later = api.post("treasurer", "/v1/associations/" + code + "/note-printings", """
                {"series": "2026", "notes": {"10": 1}}""")
                .expect(201);
        api.get("treasurer", "/v1/circulation?association=" + code + "&atLeast=" + later.number("position"))
                .expect(200);
        page.navigate("/files/alertes");
        assertThat(words("tbody")).contains("Il manque 20,00 €", code, " h)");
        assertThat(taken("CSV")).contains("Couverture sous 100 %", "Il manque 20,00 €");
        requireAccessible();
    }

    @Test
    void whatWaitsCanBeTakenAway() {
        shop();
        reconvert(100_00, "F-5");
        page.navigate("/files/reconversions");

        for (var format : List.of("CSV", "XLSX")) {
            var file = page.waitForDownload(() -> link(format).click());
            assertThat(file.suggestedFilename()).isEqualTo("reconversions." + format.toLowerCase(Locale.ROOT));
        }
    }

    /** What a list says when it is taken away. */
    private String taken(String format) throws IOException {
        var file = page.waitForDownload(() -> link(format).click());
        return Files.readString(file.path()).replace('\u00a0', ' ');
    }

    private void open() {
        client("operator", "/v1/desks/" + desk + "/clients", null);
        at("sessions", """
                {"counted": {"stock": {}, "returns": {}, "roueTill": {}}, "cashEuroCents": 0, "chequesEuroCents": 0}""");
    }

    private Answer at(String what, String body) {
        var answer = api.post("operator", "/v1/desks/" + desk + "/" + what, body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return seen(answer);
    }

    /** Waits until pages show it. */
    private Answer seen(Answer answer) {
        api.get("treasurer", "/v1/desks?atLeast=" + answer.number("position")).expect(200);
        return answer;
    }

    private String member() {
        return made("/v1/accounts", """
                {"holder": {"kind": "individual", "name": "Personne inventée"}, "association": "%s",
                 "membershipUntil": "2099-12-31"}""".formatted(code)).text("number");
    }

    /** An approved merchant that received 500 roues. */
    private void shop() {
        var shop = made("/v1/merchants", """
                {"name": "Boulangerie inventée", "siret": "00000000000018", "sector": "10.71C", "commune": "05061",
                 "association": "%s"}""".formatted(code));
        api.post("admin", "/v1/merchants/" + shop.text("merchant") + "/approve", null)
                .expect(200);
        client("shop", "/v1/merchants/" + shop.text("merchant") + "/clients", """
                {"may": ["reconvert", "read"]}""");
        var member = member();
        client("member", "/v1/clients", """
                {"role": "member", "account": "%s"}""".formatted(member));
        api.post("treasurer", "/v1/issuances", """
                {"account": "%s", "amountEuroCents": 50000, "means": "transfer", "bankReference": "V-%d"}""".formatted(member, SERIAL.incrementAndGet()))
                .expect(201);
        api.post("member", "/v1/payments", """
                {"payee": "%s", "amountCents": 50000}""".formatted(shop.text("account"))).expect(201);
    }

    private Answer reconvert(long cents, String invoice) {
        var accepted = api.post("shop", "/v1/reconversions", """
                {"amountCents": %d, "invoiceNumber": "%s"}""".formatted(cents, invoice))
                .expect(201);
        return seen(accepted);
    }

    private String state(Answer reconversion) {
        return api.get("treasurer", "/v1/reconversions/" + reconversion.text("id"))
                .expect(200)
                .text("state");
    }

    private Answer made(String path, String body) {
        return api.post("admin", path, body).expect(201);
    }

    private Answer client(String name, String path, @Nullable String body) {
        var made = api.post("admin", path, body).expect(201);
        api.knows(made.text("clientId"), made.text("clientSecret"));
        api.same(name, made.text("clientId"));
        return made;
    }

    /** What stands there, with plain blanks. */
    private String words(String selector) {
        return page.locator(selector).last().textContent().replace('\u00a0', ' ');
    }

    private String row(String name) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(name))
                .textContent();
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private void click(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
    }
}
