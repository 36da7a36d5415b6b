package laroue.api.desk;

import java.time.Instant;
import java.util.Optional;
import laroue.api.command.Sentence;
import laroue.api.http.CountedNotes;
import laroue.api.http.Fields;
import laroue.desk.Means;
import laroue.desk.SessionReference;
import laroue.value.AccountNumber;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.value.Series;
import org.jspecify.annotations.Nullable;

/** What the bodies of requests at desks have in common. */
final class Given {

    private static final String EFFECTIVE_AT = "effectiveAt";
    private static final String SESSION = "session";

    private Given() {}

    /** When it took effect, where a register is typed in late; null for now. */
    static @Nullable Instant effectiveAt(Fields it) {
        return it.instantOrNull(EFFECTIVE_AT);
    }

    /** The open session in which it was decided; null where the body names none. */
    static @Nullable SessionReference session(Fields it) {
        var id = sessionId(it);
        return id == null ? null : SessionReference.open(id);
    }

    /** The session that a body names, open or not; null where it names none. */
    static @Nullable OperationId sessionId(Fields it) {
        var id = it.textOrNull(SESSION, 100);
        return id == null
                ? null
                : OperationId.parse(id).orElseThrow(() -> it.wrong(SESSION, Sentence.of("field.session-of-desk")));
    }

    /** Why something is done; the register keeps it. */
    static String reason(Fields it) {
        return it.text("reason", 500);
    }

    /**
     * The account that a body names. One with a wrong check digit is nobody's: so the ledger refuses it in its turn,
     * and keeps the refusal under the key like any other.
     */
    static AccountNumber account(Fields it) {
        return AccountNumber.parse(it.text("account", 100)).orElse(AccountNumber.NOBODYS);
    }

    /** Notes that change hands: one at least. */
    static Notes notes(Fields it, String name, Optional<Series> current) {
        return moved(it, name, CountedNotes.read(it, name, current));
    }

    /** The same for notes of one series that is named beside them. */
    static Notes notes(Fields it, String name, Series series) {
        return moved(it, name, CountedNotes.read(it, name, series));
    }

    /** Euros that were counted or declared; perhaps none. */
    static Euros euros(Fields it, String name) {
        return new Euros(it.whole(name, 0, Roues.MOST_ASKED.cents()));
    }

    /** The number of a payment by card: where a card pays, and only there. */
    static @Nullable String cardReference(Fields it, @Nullable Means means) {
        if (means == Means.CARD) {
            return it.text("cardReference", 200);
        }
        if (it.textOrNull("cardReference", 200) != null) {
            throw it.wrong("cardReference", Sentence.of("field.no-card"));
        }
        return null;
    }

    private static Notes moved(Fields it, String name, Notes notes) {
        if (notes.isEmpty()) {
            throw it.wrong(name, Sentence.of("field.no-note"));
        }
        if (Roues.MOST_ASKED.isLessThan(notes.value())) {
            throw it.wrong(name, Sentence.of("field.too-much"));
        }
        return notes;
    }
}
