package laroue.view.statement;

import java.util.Arrays;
import java.util.Optional;

/** Why an entry is on a statement. */
public enum EntryKind {
    PAYMENT("payment"),
    REFUND("refund"),
    MEMBERSHIP("membership"),
    ISSUANCE("issuance"),
    ISSUANCE_REVERSAL("issuance-reversal"),
    RECONVERSION("reconversion"),
    RECONVERSION_RETURNED("reconversion-returned"),
    DEPOSIT("deposit"),
    WITHDRAWAL("withdrawal");

    private final String word;

    EntryKind(String word) {
        this.word = word;
    }

    /** As it is written in the table and in answers. */
    public String word() {
        return word;
    }

    public static Optional<EntryKind> parse(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
