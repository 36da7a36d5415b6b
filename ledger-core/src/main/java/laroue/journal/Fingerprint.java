package laroue.journal;

import java.util.UUID;

/**
 * The first half of a keyed hash of a request. Keyed, because a till's request holds a PIN: a plain hash would let a
 * reader of the database try all of them. Half is enough: nobody without the key can make two that are equal.
 */
public record Fingerprint(UUID half) {

    /** Of a hash of at least 32 hexadecimal digits. */
    public static Fingerprint ofHex(String hex) {
        return new Fingerprint(
                new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    }
}
