package laroue.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import laroue.register.Login;
import laroue.register.Logins;
import laroue.register.Passkey;
import laroue.register.Passkeys;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** The register as Spring Security reads people and their passkeys. A device knows a person by the id of the login. */
final class PasskeyRepository implements PublicKeyCredentialUserEntityRepository, UserCredentialRepository {

    private final Logins logins;
    private final Passkeys passkeys;

    PasskeyRepository(Logins logins, Passkeys passkeys) {
        this.logins = logins;
        this.passkeys = passkeys;
    }

    static String login(Bytes user) {
        return new String(user.getBytes(), UTF_8);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return findByUsername(login(id));
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String login) {
        return open(login)
                .map(it -> ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(new Bytes(it.id().getBytes(UTF_8)))
                        .name(it.email())
                        .displayName(it.name())
                        .build())
                .orElse(null);
    }

    private Optional<Login> open(String login) {
        return logins.find(login).filter(it -> !it.closed());
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        throw new UnsupportedOperationException("people are invited");
    }

    @Override
    public void save(CredentialRecord it) {
        var id = it.getCredentialId().toBase64UrlString();
        if (passkeys.find(id).isEmpty()) {
            passkeys.enter(new Passkey(
                    id,
                    login(it.getUserEntityUserId()),
                    it.getLabel(),
                    new Bytes(it.getPublicKey().getBytes()).toBase64UrlString(),
                    Objects.requireNonNull(it.getAttestationObject()).toBase64UrlString(),
                    it.getSignatureCount(),
                    it.isBackupEligible(),
                    it.isBackupState(),
                    it.getTransports().stream()
                            .map(AuthenticatorTransport::getValue)
                            .toList(),
                    it.getCreated(),
                    null));
        } else if (!passkeys.use(id, it.getSignatureCount(), it.isBackupState())) {
            throw new BadCredentialsException("a copy of a passkey");
        }
    }

    /** Of a passkey or a user: people remove theirs by name of the login. */
    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("a passkey is removed by its owner, or ends with the login");
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return passkeys.find(id.toBase64UrlString())
                .map(PasskeyRepository::credential)
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes user) {
        return passkeys.of(login(user)).stream()
                .map(PasskeyRepository::credential)
                .toList();
    }

    private static CredentialRecord credential(Passkey it) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(it.id()))
                .userEntityUserId(new Bytes(it.login().getBytes(UTF_8)))
                .publicKey(new ImmutablePublicKeyCose(
                        Bytes.fromBase64(it.publicKey()).getBytes()))
                .attestationObject(Bytes.fromBase64(it.attestation()))
                .signatureCount(it.signCount())
                .uvInitialized(true)
                .backupEligible(it.backupEligible())
                .backupState(it.backedUp())
                .transports(it.transports().stream()
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .created(it.createdAt())
                .lastUsed(Objects.requireNonNullElse(it.lastUsedAt(), Instant.EPOCH))
                .label(it.name())
                .build();
    }
}
