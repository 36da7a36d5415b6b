package laroue.api.security;

import laroue.api.http.PublicAddress;
import laroue.api.security.mail.Mailer;
import laroue.register.Logins;
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
    ForgottenPassphrases forgottenPassphrases(Logins logins, LinkMails mails, Mailer mailer, AttemptLimits limits) {
        return new ForgottenPassphrases(logins, mails, mailer, limits);
    }
}
