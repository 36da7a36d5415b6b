package laroue.api.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the place that runs a node must bring along; there is no default that works.
 *
 * @param secret {@code LAROUE_SECRET}: protects signing keys, secrets of clients and PINs
 * @param adminSecret {@code LAROUE_ADMIN_SECRET}: the secret of client {@code admin} of a real node; empty in a
 *     demonstration, which has no such client
 * @param secondFactor whether staff prove more than their secret to sign in on pages; {@code LAROUE_SECOND_FACTOR}
 */
@ConfigurationProperties("laroue")
public record SecuritySettings(
        @DefaultValue("") String secret,
        @DefaultValue("") String adminSecret,
        @DefaultValue("required") SecondFactor secondFactor) {

    /** Who shows a code of an application, after the secret. */
    public enum SecondFactor {
        /** All staff; who has none yet sets one up first. */
        REQUIRED,
        /** Those who have set one up. */
        OPTIONAL,
        /** Nobody: a demonstration, whose secrets are told to everybody. */
        OFF
    }

    /** Says nothing: a secret that is logged is none. */
    @Override
    public String toString() {
        return "SecuritySettings";
    }
}
