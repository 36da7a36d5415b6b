package laroue.api.security;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import tools.jackson.databind.json.JsonMapper;

/** What the answer of a device says before it is verified. */
final class PasskeyAnswer {

    private PasskeyAnswer() {}

    /** The challenge that was signed. */
    static Bytes challenge(JsonMapper json, PublicKeyCredential<AuthenticatorAssertionResponse> answer) {
        var client = json.readTree(answer.getResponse().getClientDataJSON().getBytes());
        var challenge = client.path("challenge");
        if (!challenge.isString()) {
            throw new BadCredentialsException("no challenge");
        }
        return Bytes.fromBase64(challenge.stringValue());
    }
}
