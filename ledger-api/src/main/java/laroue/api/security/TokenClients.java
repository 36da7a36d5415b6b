package laroue.api.security;

import java.time.Duration;
import laroue.register.Clients;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the register that are programs, as the authorization server wants to see them; people get no tokens. */
final class TokenClients implements RegisteredClientRepository {

    static final Duration TOKEN_LIVES = Duration.ofMinutes(10);

    private static final TokenSettings SETTINGS =
            TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIVES).build();

    private final Clients clients;

    TokenClients(Clients clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String client) {
        var found = clients.find(client).filter(it -> it.standing().program());
        if (found.isEmpty()) {
            return null;
        }
        int epoch = found.get().standing().epoch();
        return clients.secretHash(client)
                .map(it -> RegisteredClient.withId(client)
                        .clientId(client)
                        .clientSecret(it)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .tokenSettings(SETTINGS)
                        .clientSettings(ClientSettings.builder()
                                .setting(Tokens.EPOCH, epoch)
                                .build())
                        .build())
                .orElse(null);
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("clients are entered in the register");
    }
}
