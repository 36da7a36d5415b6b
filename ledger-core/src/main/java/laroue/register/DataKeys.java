package laroue.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that hash and seal what the register protects. They are in the database, wrapped by the secret of the node, so that
 * the secret can be changed without changing any of them. The newest is in use; former ones are kept to recognise requests that
 * were answered under them.
 */
public final class DataKeys {

    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "laroue/data-key".getBytes(UTF_8);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_DIGITS = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final String secret;

    /** @param secret of the node, which wraps the keys */
    public DataKeys(JdbcClient db, String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("LAROUE_SECRET is missing: it protects signing keys and PINs");
        }
        this.db = db;
        this.secret = secret;
    }

    /**
     * A key as it is stored.
     *
     * @param drawn false of one that is the secret of a node from before keys were wrapped
     */
    private record Wrapped(int generation, String fingerprint, ByteBuffer bytes, boolean drawn) {}

    /**
     * Opens the keys; of a ledger that has none makes the first one: a random one where nothing is protected yet, else the
     * node's secret itself, by which all that is there stays valid.
     *
     * @throws WrongSecretException if they were wrapped by another secret
     */
    public Secrets open() {
        if (stored().isEmpty()) {
            boolean drawn = !protectsSomething();
            enter(1, drawn ? draw() : secret.getBytes(UTF_8), drawn, "on conflict do nothing");
        }
        var keys = stored().stream().map(it -> unwrap(secret, it.bytes())).toList();
        return new Secrets(keys.getFirst(), keys.subList(1, keys.size()));
    }

    /** By which people and backups know the key in use; empty if there is none yet. */
    public Optional<String> fingerprint() {
        return stored().stream().findFirst().map(Wrapped::fingerprint);
    }

    /** Whether the key in use was drawn at random, so that no former secret of the node is a way to it. */
    public boolean isDrawn() {
        return stored().stream().findFirst().map(Wrapped::drawn).orElse(true);
    }

    /**
     * Wraps all keys by another secret, which the nodes need from now on. The caller holds a transaction.
     *
     * @throws WrongSecretException if the present secret is not the one that they are wrapped by
     */
    public void rewrap(String newSecret) {
        open();
        for (var it : stored()) {
            db.sql("update register.data_key set wrapped = :wrapped where generation = :generation")
                    .param("wrapped", wrap(newSecret, unwrap(secret, it.bytes())))
                    .param("generation", it.generation())
                    .update();
        }
    }

    /**
     * Puts a new random key in the place of one that others may know, and voids all that the former one protected: PINs, the
     * secrets and passphrases of accesses, second factors, links, and the keys that sign tokens. The caller holds a
     * transaction, and no node runs.
     *
     * @return how many of each are void now
     */
    public Voided replace() {
        open();
        enter(stored().getFirst().generation() + 1, draw(), true, "");
        db.sql("delete from register.signing_key").update();
        db.sql("update register.login_link set used_at = now() where used_at is null")
                .update();
        db.sql("update register.login set digits_salt = null, digits_until = null")
                .update();
        return new Voided(
                db.sql("update register.card set pin_hash = '' where pin_hash <> ''")
                        .update(),
                db.sql("""
                        update register.client
                           set secret_hash = '',
                               old_secret_hash = null,
                               old_secret_until = null,
                               epoch = epoch + 1
                         where secret_hash <> ''
                           and revoked_at is null
                        """).update(),
                db.sql("""
                        update register.login
                           set passphrase = null,
                               epoch = epoch + 1
                         where passphrase is not null
                        """).update(),
                db.sql("delete from register.second_factor").update());
    }

    /** What a replaced key no longer protects. */
    public record Voided(int pins, int clients, int passphrases, int secondFactors) {}

    /** Whether a secret opens a wrapped key. */
    public static boolean opens(String secret, byte[] wrapped) {
        try {
            unwrap(secret, ByteBuffer.wrap(wrapped));
            return true;
        } catch (WrongSecretException e) {
            return false;
        }
    }

    /** The newest first. */
    private List<Wrapped> stored() {
        return db.sql("select generation, fingerprint, wrapped, drawn from register.data_key order by generation desc")
                .query((row, _) -> new Wrapped(
                        row.getInt("generation"),
                        row.getString("fingerprint"),
                        ByteBuffer.wrap(row.getBytes("wrapped")),
                        row.getBoolean("drawn")))
                .list();
    }

    /** Whether anything in the register was hashed or sealed by the secret of a node from before keys were wrapped. */
    private boolean protectsSomething() {
        return db.sql("""
                        select exists (select from register.client)
                            or exists (select from register.card)
                            or exists (select from register.login)
                            or exists (select from register.signing_key)
                        """).query(Boolean.class).single();
    }

    private void enter(int generation, byte[] key, boolean drawn, String otherwise) {
        db.sql("""
                        insert into register.data_key (generation, fingerprint, wrapped, drawn)
                        values (:generation, :fingerprint, :wrapped, :drawn) %s
                        """.formatted(otherwise))
                .param("generation", generation)
                .param("fingerprint", fingerprint(key))
                .param("wrapped", wrap(secret, key))
                .param("drawn", drawn)
                .update();
    }

    private static byte[] draw() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    private static String fingerprint(byte[] key) {
        return HexFormat.of()
                .formatHex(hmac(key, "laroue/fingerprint-of-data-key".getBytes(UTF_8)))
                .substring(0, FINGERPRINT_DIGITS);
    }

    private static byte[] wrap(String secret, byte[] key) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var wrapped = cipher(Cipher.ENCRYPT_MODE, secret, nonce).doFinal(key);
            return ByteBuffer.allocate(nonce.length + wrapped.length)
                    .put(nonce)
                    .put(wrapped)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unwrap(String secret, ByteBuffer wrapped) {
        try {
            var nonce = new byte[NONCE_BYTES];
            var rest = new byte[wrapped.remaining() - NONCE_BYTES];
            wrapped.duplicate().get(nonce).get(rest);
            return cipher(Cipher.DECRYPT_MODE, secret, nonce).doFinal(rest);
        } catch (AEADBadTagException e) {
            throw new WrongSecretException();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(int mode, String secret, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var wrapping = new SecretKeySpec(hmac(secret.getBytes(UTF_8), PURPOSE), "AES");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
