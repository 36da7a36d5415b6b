package laroue.api.security;

import laroue.register.AbuseLog;
import laroue.register.Clients;
import laroue.register.DataKeys;
import laroue.register.Logins;
import laroue.register.Numbers;
import laroue.register.Passkeys;
import laroue.register.Pins;
import laroue.register.SecondFactors;
import laroue.register.Secrets;
import laroue.register.Serials;
import laroue.register.SigningKeys;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores of the register that the room of security reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class RegisterConfiguration {

    @Bean
    DataKeys dataKeys(JdbcClient db, SecuritySettings settings) {
        return new DataKeys(db, settings.secret());
    }

    @Bean
    Secrets secrets(DataKeys keys) {
        return keys.open();
    }

    @Bean
    Clients clients(JdbcClient db) {
        return new Clients(db);
    }

    @Bean
    SigningKeys signingKeys(JdbcClient db, Secrets secrets) {
        return new SigningKeys(db, secrets);
    }

    @Bean
    SecondFactors secondFactors(JdbcClient db, Secrets secrets) {
        return new SecondFactors(db, secrets);
    }

    @Bean
    AbuseLog abuseLog(JdbcClient db) {
        return new AbuseLog(db);
    }

    @Bean
    Logins logins(JdbcClient db, Secrets secrets) {
        return new Logins(db, secrets);
    }

    @Bean
    Passkeys passkeys(JdbcClient db) {
        return new Passkeys(db);
    }

    @Bean
    Pins pins(Secrets secrets) {
        return new Pins(secrets);
    }

    @Bean
    Numbers numbers(Serials serials) {
        return new Numbers(serials);
    }
}
