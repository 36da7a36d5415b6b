package laroue.decision;

import laroue.value.TextKey;

/**
 * A value that can be used once in its scope: a till's reference, a bank reference, an invoice number, a SIRET.
 *
 * @param scope what kind of value and whose, as in {@code reference/05-000042-6}
 */
public record UniqueValue(String scope, String value) {

    /**
     * A text that people type, such as a bank reference or a slip: it is the same however it was typed.
     *
     * @see TextKey#ofReference
     */
    public static UniqueValue typed(String scope, String text) {
        return new UniqueValue(scope, TextKey.ofReference(text).value());
    }
}
