package laroue.api.security;

import java.time.InstantSource;
import laroue.api.http.PublicAddress;
import laroue.api.security.mail.Mailer;
import laroue.register.Clients;
import laroue.register.Logins;
import laroue.register.Passkeys;
import laroue.register.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What helps people to get in. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

    @Bean
    LinkMails linkMails(Mailer mailer, PublicAddress address) {
        return new LinkMails(mailer, address);
    }

    @Bean
    PasskeyCeremonies passkeyCeremonies(
            PublicAddress address,
            Logins logins,
            Passkeys passkeys,
            Invitations invitations,
            Mailer mailer,
            Secrets secrets,
            InstantSource clock) {
        return new PasskeyCeremonies(address, logins, passkeys, invitations, mailer, secrets, clock);
    }

    @Bean
    PasskeySignIn passkeySignIn(PasskeyCeremonies passkeys, Logins logins, Clients clients, InstantSource clock) {
        return new PasskeySignIn(passkeys, logins, clients, clock);
    }

    @Bean
    ForgottenPassphrases forgottenPassphrases(Logins logins, LinkMails mails, Mailer mailer, AttemptLimits limits) {
        return new ForgottenPassphrases(logins, mails, mailer, limits);
    }
}
