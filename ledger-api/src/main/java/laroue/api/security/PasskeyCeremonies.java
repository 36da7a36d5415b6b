package laroue.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import laroue.api.http.PublicAddress;
import laroue.api.security.mail.Letter;
import laroue.api.security.mail.Mailer;
import laroue.register.Login;
import laroue.register.Logins;
import laroue.register.Passkey;
import laroue.register.Passkeys;
import laroue.register.Secrets;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How passkeys are made, and sign people in. The device asks its owner for a finger, a face or a PIN each time, so a passkey
 * counts as both factors. Offered where a public address with a name is set.
 */
public final class PasskeyCeremonies {

    /** Of one person. */
    public static final int MOST = 10;

    /** For so long the pages of a person say that a passkey was added. */
    static final Duration NEWS = Duration.ofDays(7);

    private static final int MOST_REMEMBERED = 10_000;

    private final PublicAddress address;
    private final Logins logins;
    private final Passkeys passkeys;
    private final PasskeyRepository repository;
    private final PasskeyChallenges challenges;
    private final Invitations invitations;
    private final Mailer mailer;
    private final InstantSource clock;
    private final Webauthn4JRelyingPartyOperations operations;

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new WebauthnJacksonModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Every page asks; another node's are seen within the minute. */
    private final Cache<String, Optional<Passkey>> newest = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    PasskeyCeremonies(
            PublicAddress address,
            Logins logins,
            Passkeys passkeys,
            Invitations invitations,
            Mailer mailer,
            Secrets secrets,
            InstantSource clock) {
        this.address = address;
        this.logins = logins;
        this.passkeys = passkeys;
        this.repository = new PasskeyRepository(logins, passkeys);
        this.challenges = new PasskeyChallenges(secrets, clock);
        this.invitations = invitations;
        this.mailer = mailer;
        this.clock = clock;
        operations = new Webauthn4JRelyingPartyOperations(
                repository,
                repository,
                PublicKeyCredentialRpEntity.builder()
                        .id(address.host())
                        .name("La Roue")
                        .build(),
                Set.of(address.origin()));
        operations.setCustomizeCreationOptions(it -> it.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                .userVerification(UserVerificationRequirement.REQUIRED)
                .residentKey(ResidentKeyRequirement.REQUIRED)
                .build()));
    }

    /** Whether people can have passkeys here. */
    public boolean areOffered() {
        return address.hasName();
    }

    /** The name of the host that passkeys belong to: under another name of this node there are none. */
    public String host() {
        return address.host();
    }

    /** The passkeys of a person, the oldest first. */
    public List<Passkey> of(Login login) {
        return passkeys.of(login.id());
    }

    /** The newest passkey of a person, while it is news; empty where the register cannot be asked. */
    public Optional<Passkey> news(String login) {
        try {
            var found =
                    newest.get(login, it -> passkeys.of(it).reversed().stream().findFirst());
            return found.filter(it -> it.createdAt().plus(NEWS).isAfter(clock.instant()));
        } catch (DataAccessException _) {
            return Optional.empty();
        }
    }

    /** What the page of signing in asks a device for, as JSON. */
    public String requestOptions() {
        return json.writeValueAsString(PublicKeyCredentialRequestOptions.builder()
                .rpId(address.host())
                .challenge(challenges.fresh())
                .timeout(PasskeyChallenges.LIVES)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build());
    }

    /**
     * Who a device signs in.
     *
     * @param said the answer of a browser
     * @throws BadCredentialsException if it is not the answer of a passkey that is known here, to a question of this node
     */
    Login signIn(String said) {
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                    json.readValue(said, new TypeReference<>() {});
            var challenge = PasskeyAnswer.challenge(json, credential);
            if (!challenges.isGood(challenge)) {
                throw new BadCredentialsException("a challenge that is not ours, or too old");
            }
            var asked = PublicKeyCredentialRequestOptions.builder()
                    .rpId(address.host())
                    .challenge(challenge)
                    .userVerification(UserVerificationRequirement.REQUIRED)
                    .build();
            var user = operations.authenticate(new RelyingPartyAuthenticationRequest(asked, credential));
            if (!challenges.use(challenge)) {
                throw new BadCredentialsException("an answer that was given before");
            }
            return logins.find(PasskeyRepository.login(user.getId())).orElseThrow(PasskeyCeremonies::unknown);
        } catch (BadCredentialsException e) {
            throw e;
        } catch (RuntimeException e) {
            // The libraries have many of them for what a stranger may send; not one is ours to mend.
            throw new BadCredentialsException("no answer of a passkey", e);
        }
    }

    private static BadCredentialsException unknown() {
        return new BadCredentialsException("nobody has this passkey");
    }

    /** A passkey that is about to be made. */
    public static final class Offer implements Serializable {

        private static final long serialVersionUID = 1;

        private final PublicKeyCredentialCreationOptions options;
        private final String name;
        private final String written;

        private Offer(PublicKeyCredentialCreationOptions options, String name, String written) {
            this.options = options;
            this.name = name;
            this.written = written;
        }

        /** What the device is asked for, as JSON. */
        public String written() {
            return written;
        }

        public String name() {
            return name;
        }
    }

    /** What a device is asked for to make a passkey for a person. */
    public Offer offer(Login login, String name) {
        var options = operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(
                        UsernamePasswordAuthenticationToken.authenticated(login.id(), null, List.of())));
        return new Offer(options, name, json.writeValueAsString(options));
    }

    /**
     * Keeps the passkey that a device has made. All sessions end, and the person is notified by mail and on the pages.
     *
     * @param said the answer of a browser
     * @return false if it is no answer to the offer, or the person has too many passkeys
     */
    public boolean enter(Login login, Offer offer, String said) {
        if (passkeys.of(login.id()).size() >= MOST) {
            return false;
        }
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> credential =
                    json.readValue(said, new TypeReference<>() {});
            operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    offer.options, new RelyingPartyPublicKey(credential, offer.name())));
        } catch (RuntimeException _) {
            return false; // as above
        }
        newest.invalidate(login.id());
        invitations.endSessions(login.id());
        address.of("/moi")
                .ifPresent(link -> mailer.sendLater(() -> Optional.of(Letter.of(
                        Letter.Kind.PASSKEY,
                        login.email(),
                        Map.of("name", login.name(), "passkey", offer.name(), "link", link)))));
        return true;
    }

    /** Removes a passkey of a person. All sessions end: one of them may have begun with it. */
    public boolean remove(Login login, String id) {
        boolean removed = passkeys.remove(login.id(), id);
        if (removed) {
            newest.invalidate(login.id());
            invitations.endSessions(login.id());
        }
        return removed;
    }
}
