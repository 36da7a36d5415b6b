package laroue.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The pairs of keys that sign tokens. They live in the database, so that tokens survive a restart and serve several
 * nodes, and are sealed there: who reads the database cannot sign.
 */
public final class SigningKeys {

    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private static final int RSA_BITS = 2048;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;

    private final Secrets secrets;

    public SigningKeys(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    /**
     * One pair.
     *
     * @param id which tokens name in their header
     */
    public record SigningKey(String id, KeyPair pair) {}

    /**
     * All pairs, the newest first; makes the first one. Of several nodes that start at once one makes it, and all of
     * them use what is stored.
     *
     * @throws IllegalStateException if they were sealed with another secret
     */
    public List<SigningKey> all() {
        var stored = stored();
        if (stored.isEmpty()) {
            enterFirst();
            stored = stored();
        }
        return stored.stream().map(this::open).toList();
    }

    private record Sealed(String id, ByteBuffer bytes) {}

    private List<Sealed> stored() {
        return db.sql("""
                        select id, sealed
                          from register.signing_key
                         order by generation desc
                        """)
                .query((row, _) -> new Sealed(row.getString("id"), ByteBuffer.wrap(row.getBytes("sealed"))))
                .list();
    }

    private void enterFirst() {
        var id = UUID.randomUUID().toString();
        db.sql("""
                        insert into register.signing_key (generation, id, sealed)
                        values (1, :id, :sealed)
                            on conflict do nothing
                        """).param("id", id).param("sealed", seal(id, generate())).update();
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The nonce, then both keys under AES-GCM. The id is sealed in: a key under another's id does not open. */
    private byte[] seal(String id, KeyPair pair) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(write(pair));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SigningKey open(Sealed sealed) {
        try {
            var nonce = new byte[NONCE_BYTES];
            var rest = new byte[sealed.bytes().remaining() - NONCE_BYTES];
            sealed.bytes().duplicate().get(nonce).get(rest);
            return new SigningKey(
                    sealed.id(),
                    read(cipher(Cipher.DECRYPT_MODE, sealed.id(), nonce).doFinal(rest)));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "LAROUE_SECRET is not the secret that this ledger was set up with: its signing keys do not open",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secrets.sealingKey("signing-keys"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] write(KeyPair pair) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var key : List.of(pair.getPublic(), pair.getPrivate())) {
                out.writeInt(key.getEncoded().length);
                out.write(key.getEncoded());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static KeyPair read(byte[] bytes) throws GeneralSecurityException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var rsa = KeyFactory.getInstance("RSA");
            var publicKey = rsa.generatePublic(new X509EncodedKeySpec(in.readNBytes(in.readInt())));
            return new KeyPair(publicKey, rsa.generatePrivate(new PKCS8EncodedKeySpec(in.readNBytes(in.readInt()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
