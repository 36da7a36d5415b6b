package laroue.backup;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/**
 * Encrypts the parts of a backup as OpenPGP messages (AES-256, integrity protected), which {@code gpg -d} opens as well.
 * Holds the passphrase for as long as it lives; it is written nowhere.
 */
public final class Passphrase {

    /** So many characters at least: who has the files can try as many passphrases as there is time. */
    public static final int LEAST_CHARACTERS = 12;

    /** What the file name of an encrypted part ends with. */
    static final String EXTENSION = ".gpg";

    /** Eight million bytes are hashed for each try (RFC 9580, 3.7.1.3), a few hundredths of a second. */
    private static final int HASHED_BYTES_CODED = 0xD0;

    private static final int BUFFER = 1 << 16;

    private final String passphrase;

    /** @throws BackupException if it is shorter than {@link #LEAST_CHARACTERS} */
    public Passphrase(String passphrase) {
        if (passphrase.strip().length() < LEAST_CHARACTERS) {
            throw new BackupException(
                    "the passphrase of a backup has at least %d characters".formatted(LEAST_CHARACTERS));
        }
        this.passphrase = passphrase.strip();
    }

    /** What is written to the result arrives encrypted; it is whole once the result is closed, which closes {@code to}. */
    OutputStream encrypting(OutputStream to) throws IOException {
        try {
            var generator =
                    new PGPEncryptedDataGenerator(new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                            .setWithIntegrityPacket(true)
                            .setSecureRandom(new SecureRandom()));
            generator.addMethod(new JcePBEKeyEncryptionMethodGenerator(
                    passphrase.toCharArray(),
                    new JcaPGPDigestCalculatorProviderBuilder().build().get(HashAlgorithmTags.SHA256),
                    HASHED_BYTES_CODED));
            var encrypted = generator.open(to, new byte[BUFFER]);
            var literal = new PGPLiteralDataGenerator()
                    .open(encrypted, PGPLiteralData.BINARY, "", PGPLiteralData.NOW, new byte[BUFFER]);
            return new FilterOutputStream(literal) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    literal.close();
                    encrypted.close();
                    to.close();
                }
            };
        } catch (PGPException e) {
            throw new IOException(e);
        }
    }

    /**
     * What was encrypted. Reading its end checks that nothing was changed.
     *
     * @throws IOException if the passphrase is another one, or the message is damaged
     */
    InputStream decrypting(InputStream from) throws IOException {
        try {
            var message = new JcaPGPObjectFactory(new BufferedInputStream(from, BUFFER)).nextObject();
            if (!(message instanceof PGPEncryptedDataList list)
                    || !(list.get(0) instanceof PGPPBEEncryptedData encrypted)) {
                throw new IOException("it is not encrypted with a passphrase");
            }
            var clear = encrypted.getDataStream(
                    new JcePBEDataDecryptorFactoryBuilder(new JcaPGPDigestCalculatorProviderBuilder().build())
                            .build(passphrase.toCharArray()));
            if (!(new JcaPGPObjectFactory(clear).nextObject() instanceof PGPLiteralData literal)) {
                throw new IOException("the passphrase does not fit");
            }
            return new Checked(literal.getInputStream(), encrypted, from);
        } catch (PGPException e) {
            throw new IOException("the passphrase does not fit", e);
        }
    }

    /** Verifies the integrity of the message when its end is read. */
    private static final class Checked extends FilterInputStream {

        private final PGPPBEEncryptedData message;
        private final InputStream file;
        private boolean ended;

        Checked(InputStream literal, PGPPBEEncryptedData message, InputStream file) {
            super(literal);
            this.message = message;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return checked(super.read(bytes, from, length));
        }

        private int checked(int read) throws IOException {
            if (read < 0 && !ended) {
                ended = true;
                try {
                    if (!message.verify()) {
                        throw new IOException("it was changed after it was encrypted");
                    }
                } catch (PGPException e) {
                    throw new IOException("it was changed after it was encrypted", e);
                }
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Says nothing: a passphrase that is logged is none. */
    @Override
    public String toString() {
        return "Passphrase";
    }
}
