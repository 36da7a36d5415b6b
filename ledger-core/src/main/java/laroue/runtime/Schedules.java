package laroue.runtime;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What a node does every so often. Not for a command that ends ({@code laroue.schedules=false}): what has a schedule is made at
 * the start, and would migrate the schemas and sweep the register before the command has looked at them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "laroue.schedules", havingValue = "true", matchIfMissing = true)
@EnableScheduling
class Schedules {}
