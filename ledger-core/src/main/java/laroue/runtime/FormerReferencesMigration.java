package laroue.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import laroue.conversion.Conversions;
import laroue.conversion.IssuanceEvent.IssuanceMade;
import laroue.conversion.ReconversionEvent.Accepted;
import laroue.conversion.ReconversionEvent.NotesAccepted;
import laroue.conversion.ReconversionEvent.Paid;
import laroue.decision.LedgerEvent;
import laroue.decision.UniqueValue;
import laroue.desk.DeskEvent.CardBanked;
import laroue.desk.RemittanceEvent.Banked;
import laroue.desk.RemittanceEvent.Made;
import laroue.desk.Remittances;
import laroue.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills {@code journal.typed_before}: the keys that bank references, deposit slips and invoice numbers have today, of a
 * ledger that used them while it knew them by their exact text (2.1), or while a key still told inner blanks and the
 * scripts of digits apart (4); and those of the bank references of payouts, which it did not take at all at first. What
 * another system's history brought along was never taken, and is not here either.
 */
final class FormerReferencesMigration extends EventMigration {

    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s\u2800\u3164\u115F\u1160\uFFA0]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\uFE00-\uFE0F\u034F]");
    private static final Pattern HYPHENS = Pattern.compile("[\\p{Pd}\u2212\u2043]");

    /** A text that was used, and whether the journal took it then. */
    private record Used(String scope, String text, boolean taken) {}

    FormerReferencesMigration(String version) {
        super(
                version,
                "typed before",
                "type in ('issuance.made.1', 'reconversion.accepted.1', 'reconversion.notes-accepted.1',"
                        + " 'reconversion.paid.1', 'remittance.made.1', 'remittance.banked.1', 'desk.card-banked.1')");
    }

    @Override
    void read(LedgerEvent event, ResultSet row, JdbcTemplate db) throws SQLException {
        var used = used(event, row.getObject("operation", UUID.class));
        if (used != null && (!used.taken() || wasTaken(db, used))) {
            var today = Journal.idOf(UniqueValue.typed(used.scope(), used.text()));
            db.update(
                    "insert into journal.typed_before (id, position) values (?, ?) on conflict do nothing",
                    today,
                    row.getLong("position"));
        }
    }

    private static @Nullable Used used(LedgerEvent event, UUID operation) {
        return switch (event) {
            case IssuanceMade it -> new Used(Conversions.bankIn(it.account().association()), it.bankReference(), true);
            case Accepted it -> new Used(Conversions.invoices(it.account()), it.invoiceNumber(), true);
            case NotesAccepted it -> new Used(Conversions.invoices(it.account()), it.invoiceNumber(), true);
            case Made it -> new Used(Remittances.slips(it.association()), it.slip(), true);
            case Banked it -> new Used(Conversions.bankIn(it.association()), it.bankReference(), true);
            case CardBanked it -> new Used(Conversions.bankIn(it.association()), it.bankReference(), true);
            case Paid it
            when !it.reconversion().uuid().equals(operation) ->
                new Used(Conversions.bankOut(it.account().association()), it.bankReference(), false);
            default -> null; // a payout that came with another system's history
        };
    }

    /** Whether a text was taken as it was typed, or by the key that it had before. */
    private static boolean wasTaken(JdbcTemplate db, Used used) {
        var exact = Journal.idOf(new UniqueValue(used.scope(), used.text()));
        var keyed = Journal.idOf(new UniqueValue(used.scope(), formerKey(used.text())));
        return !db.queryForList("select 1 from journal.taken where id in (?, ?)", Integer.class, exact, keyed)
                .isEmpty();
    }

    /** The key as it was before inner blanks and the scripts of digits ceased to count; it never changes again. */
    private static String formerKey(String text) {
        var visible = INVISIBLE.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
        var hyphens = HYPHENS.matcher(Normalizer.normalize(visible, Normalizer.Form.NFKC))
                .replaceAll("-");
        var folded = hyphens.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return BLANKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
    }
}
