package laroue.api.security;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import laroue.api.command.BalanceReaders;
import laroue.api.command.FirstUses;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.command.Submissions;
import laroue.api.http.ProblemAnswers;
import laroue.api.security.CardReader.CardReaders;
import laroue.api.security.LimitedAuthentication.MustWaitException;
import laroue.decision.LedgerState;
import laroue.journal.Journal;
import laroue.register.AbuseLog;
import laroue.register.AccessLog;
import laroue.register.Cards;
import laroue.register.Client;
import laroue.register.Clients;
import laroue.register.Logins;
import laroue.register.Pins;
import laroue.register.Role;
import laroue.register.SecondFactors;
import laroue.register.Secrets;
import laroue.register.SigningKeys;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.servlet.CookieSameSiteSupplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Four doors: tokens are made, the API is asked with tokens, the management port is looked at, and pages are used in a
 * session. A request meets the first door that is its own.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What everybody may see without saying who they are. */
    private static final String[] PUBLIC = {
        "/",
        WayBack.SIGN_IN,
        WayBack.WAIT,
        LinkMails.PAGE,
        WayBack.FORGOTTEN,
        "/assets/**",
        "/webjars/**",
        "/docs/**",
        "/docs",
        "/openapi.json",
        "/readyz",
        "/livez",
        "/error",
        "/problems/**",
        "/favicon.ico",
        // Nobody answers here: the authorization server has one endpoint. Not to be taken for pages.
        "/oauth2/**",
        "/.well-known/**"
    };

    @Bean
    Callers callers(Clients clients) {
        return new Callers(clients);
    }

    @Bean
    FirstUses firstUses(Callers callers, Journal journal, LedgerState ledgerState) {
        return new FirstUsesOfCallers(callers, journal, ledgerState);
    }

    @Bean
    BalanceReaders balanceReaders(Callers callers) {
        return (client, account) ->
                callers.find(client).filter(it -> it.readsBalanceOf(account)).isPresent();
    }

    /** After Spring Security has found out who asks. */
    @Bean
    FilterRegistrationBean<ReadingLog> readingLog(Callers callers, AccessLog readings) {
        return new FilterRegistrationBean<>(new ReadingLog(callers, readings));
    }

    @Bean
    Access access(LedgerState ledgerState, Clients clients) {
        return new Access(ledgerState, clients);
    }

    @Bean
    CardReaders cardReaders(Cards cards, Pins pins, PinLimits limits) {
        return new CardReaders(cards, pins, limits);
    }

    @Bean
    SecondPersons secondPersons(Clients clients, Actors actors) {
        return new SecondPersons(clients, actors);
    }

    @Bean
    Actors actors(Clients clients) {
        return new Actors(clients);
    }

    /** Nobody looks at the times of a dozen filters, and to observe each costs more than what they do. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    Presence presence(
            Callers callers,
            SecondFactors factors,
            Clients clients,
            ClientSecrets secrets,
            AttemptLimits limits,
            Invitations invitations,
            SecuritySettings settings,
            InstantSource clock) {
        return new Presence(callers, factors, clients, secrets, limits, invitations, settings.secondFactor(), clock);
    }

    @Bean
    Abuses abuses(AbuseLog log, Callers callers, MeterRegistry meters, InstantSource clock) {
        return new Abuses(log, callers, meters, clock);
    }

    @Bean
    AttemptLimits attemptLimits(Abuses abuses, InstantSource clock) {
        return new AttemptLimits(abuses, clock);
    }

    @Bean
    PinLimits pinLimits(Abuses abuses, InstantSource clock) {
        return new PinLimits(abuses, clock);
    }

    @Bean
    Sessions sessions(Presence presence) {
        return new Sessions(presence);
    }

    @Bean
    Gate gate(Access access, Callers callers, Presence presence) {
        return new Gate(access, callers, presence);
    }

    @Bean
    Enrolment enrolment(
            Clients clients,
            Callers callers,
            ClientSecrets secrets,
            Submissions submissions,
            SecuritySettings settings) {
        return new Enrolment(clients, callers, secrets, submissions, settings.secondFactor());
    }

    @Bean
    Invitations invitations(
            Logins logins,
            Clients clients,
            Callers callers,
            Secrets secrets,
            SecondFactors factors,
            Submissions submissions) {
        return new Invitations(logins, clients, callers, new Passphrases(secrets), factors, submissions);
    }

    @Bean
    AccessChoice accessChoice(
            Logins logins, Clients clients, Presence presence, Sessions sessions, InstantSource clock) {
        return new AccessChoice(logins, clients, presence, sessions, clock);
    }

    @Bean
    ClientSecrets clientSecrets(Secrets secrets) {
        return new ClientSecrets(secrets);
    }

    @Bean
    Tokens tokens(SigningKeys keys) {
        return new Tokens(keys);
    }

    @Bean
    JwtDecoder jwtDecoder(Tokens tokens) {
        return tokens.decoder();
    }

    @Bean
    RegisteredClientRepository tokenClients(Clients clients) {
        return new TokenClients(clients);
    }

    /** Client {@code admin} of a real node, with the secret that the node was started with. */
    @Bean
    SmartInitializingSingleton adminClient(SecuritySettings settings, Clients clients, Secrets secrets) {
        return () -> {
            if (!settings.adminSecret().isBlank()) {
                clients.ensure(
                        Client.aboveAll("admin", Role.ADMIN), secrets.hashOfClientSecret(settings.adminSecret()));
            }
        };
    }

    @Bean
    BasicCredentials basicCredentials(Clients clients, ClientSecrets secrets) {
        return new BasicCredentials(clients, secrets);
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenChain(
            HttpSecurity http,
            Tokens tokens,
            RegisteredClientRepository tokenClients,
            Clients clients,
            AttemptLimits limits,
            BasicCredentials credentials) {
        stateless(http.securityMatcher("/oauth2/token"))
                .oauth2AuthorizationServer(it -> it.registeredClientRepository(tokenClients)
                        .authorizationService(new NoAuthorizations())
                        .authorizationServerSettings(AuthorizationServerSettings.builder()
                                .issuer(Tokens.ISSUER)
                                .build())
                        .tokenGenerator(tokens.generator(clients::used))
                        .clientAuthentication(client -> client.authenticationConverters(converters -> {
                                    converters.clear();
                                    converters.add(credentials);
                                    converters.add(new ClientSecretPostAuthenticationConverter());
                                })
                                .authenticationProviders(all -> all.replaceAll(one ->
                                        one instanceof ClientSecretAuthenticationProvider ? limits.around(one) : one))
                                .errorResponseHandler((_, response, e) -> refuseToken(response, e)))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(converters -> {
                            converters.clear();
                            converters.add(new OAuth2ClientCredentialsAuthenticationConverter());
                        })))
                .authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .exceptionHandling(it -> it.authenticationEntryPoint(
                        (_, response, _) -> refuseToken(response, OAuth2ErrorCodes.INVALID_CLIENT)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiChain(HttpSecurity http, JwtDecoder decoder, Callers callers) {
        stateless(http.securityMatcher("/v1/**"))
                .authorizeHttpRequests(it -> it.anyRequest().authenticated())
                .oauth2ResourceServer(it -> it.bearerTokenResolver(new BearerTokens())
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(token -> {
                            var caller = Optional.ofNullable(token.getSubject())
                                    .flatMap(client -> callers.ofToken(client, Tokens.epoch(token)))
                                    .orElseThrow(() -> new InvalidBearerTokenException("the client was revoked"));
                            return new JwtAuthenticationToken(token, authorities(caller), caller.client());
                        }))
                        .authenticationEntryPoint(SecurityConfiguration::askForToken));
        return http.build();
    }

    /** What the management port shows is chosen where its endpoints are exposed; who reaches the port, by the network. */
    @Bean
    @Order(3)
    SecurityFilterChain managementChain(HttpSecurity http) {
        stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(it -> it.requestMatchers(EndpointRequest.to("health", "prometheus", "info"))
                        .permitAll()
                        .anyRequest()
                        .denyAll());
        return http.build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pagesChain(
            HttpSecurity http,
            Callers callers,
            Logins logins,
            Presence presence,
            Sessions sessions,
            AuthenticationProvider pageSignIn,
            PasskeyCeremonies passkeys,
            PasskeySignIn passkeySignIn,
            AttemptLimits limits) {
        if (passkeys.areOffered()) {
            http.addFilterBefore(
                    new PasskeyFilter(new ProviderManager(limits.around(passkeySignIn)), sessions),
                    UsernamePasswordAuthenticationFilter.class);
        }
        http.headers(SecurityConfiguration::strict)
                .cors(AbstractHttpConfigurer::disable)
                .addFilterAfter(new EndedSessions(callers, logins), SecurityContextHolderFilter.class)
                // The cookie of a session never comes from another site: nobody else can sign a person out, and a page
                // that was left open still can.
                .csrf(it -> it.csrfTokenRepository(new FormTokens()).ignoringRequestMatchers(WayBack.SIGN_OUT))
                .sessionManagement(it -> it.sessionAuthenticationStrategy(sessions))
                .authorizeHttpRequests(it -> it.requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers(WayBack.PROOFS)
                        .authenticated()
                        .anyRequest()
                        // Asked each time, so that a session ends with its client.
                        .access((who, at) -> new AuthorizationDecision(who.get().isAuthenticated()
                                && callers.find(who.get().getName()).isPresent()
                                && presence.missing(at.getRequest()) == Presence.Missing.NOTHING)))
                .requestCache(AbstractHttpConfigurer::disable)
                // Its own, so that no other is asked after it has refused.
                .authenticationManager(new ProviderManager(limits.around(pageSignIn)))
                .formLogin(it -> it.loginPage(WayBack.SIGN_IN)
                        .failureHandler(WayBack.afterAWrongSecret())
                        .successHandler(WayBack.afterSigningIn())
                        .permitAll())
                .exceptionHandling(it -> it.authenticationEntryPoint(WayBack.toSignIn())
                        .accessDeniedHandler(WayBack.ofWhoIsNotLetIn(presence)))
                .logout(it ->
                        it.logoutUrl(WayBack.SIGN_OUT).logoutSuccessUrl("/").permitAll());
        return http.build();
    }

    @Bean
    AuthenticationProvider pageSignIn(
            Logins logins, Clients clients, ClientSecrets secrets, Secrets keys, InstantSource clock) {
        return new PageSignIn(logins, clients, new Passphrases(keys), secrets, clock);
    }

    @Bean
    CookieSameSiteSupplier sessionStaysHere() {
        return CookieSameSiteSupplier.ofStrict().whenHasName("JSESSIONID");
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.headers(SecurityConfiguration::strict)
                .cors(AbstractHttpConfigurer::disable)
                // A token or a secret comes with each request: there is no cookie that another site could abuse.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(it -> it.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(it -> it.policy(ReferrerPolicy.NO_REFERRER))
                // Also where a proxy in front ends the encryption; over plain HTTP browsers ignore it.
                .httpStrictTransportSecurity(it -> it.requestMatcher(AnyRequestMatcher.INSTANCE));
    }

    private static List<GrantedAuthority> authorities(Caller caller) {
        return caller.roles().stream()
                .<GrantedAuthority>map(it -> new SimpleGrantedAuthority("ROLE_" + it))
                .toList();
    }

    private static void refuseToken(HttpServletResponse response, AuthenticationException e) throws IOException {
        if (e instanceof MustWaitException wait) {
            var problem = Problems.tooManyRequests(wait.pause(), Sentence.of("too-many-requests.attempts"))
                    .problem();
            response.setStatus(problem.status());
            response.setHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter()
                    .print("{\"error\":\"temporarily_unavailable\",\"error_description\":\"too many wrong secrets; try"
                            + " again in " + problem.retryAfter() + " seconds\"}");
            return;
        }
        refuseToken(
                response,
                e instanceof OAuth2AuthenticationException it
                        ? it.getError().getErrorCode()
                        : OAuth2ErrorCodes.INVALID_CLIENT);
    }

    /** RFC 6749, section 5.2. */
    private static void refuseToken(HttpServletResponse response, String error) throws IOException {
        if (error.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("WWW-Authenticate", "Basic realm=\"laroue\"");
        } else {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().print("{\"error\":\"" + error + "\"}");
    }

    /** RFC 6750, section 3: a token that is no good is told apart from none. */
    private static void askForToken(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        var error = e instanceof OAuth2AuthenticationException it ? it.getError() : null;
        var problem = error instanceof BearerTokenError it && it.getHttpStatus() == HttpStatus.BAD_REQUEST
                ? Problems.malformed("Authorization", Sentence.of("field.header"))
                        .problem()
                : Problem.of(ProblemType.UNAUTHENTICATED);
        response.setHeader(
                "WWW-Authenticate",
                "Bearer realm=\"laroue\"" + (error == null ? "" : ", error=\"" + error.getErrorCode() + "\""));
        ProblemAnswers.write(request, response, problem);
    }
}
