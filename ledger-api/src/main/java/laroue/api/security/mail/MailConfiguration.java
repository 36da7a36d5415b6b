package laroue.api.security.mail;

import laroue.api.http.PublicAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Where letters go out, and the address that stands in them. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    PublicAddress publicAddress(@Value("${laroue.public-url:}") String url) {
        return PublicAddress.parse(url);
    }

    @Bean
    Mailer mailer(ObjectProvider<JavaMailSender> server, @Value("${laroue.mail-from:}") String from) {
        return new Mailer(server.getIfAvailable(), from);
    }
}
