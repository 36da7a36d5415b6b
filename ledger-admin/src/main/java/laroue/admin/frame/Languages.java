package laroue.admin.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** French unless somebody chose English ({@code ?lang=en}); a cookie remembers it. */
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {

    private static final String ROOT = "laroue/admin/";

    private static final String FILE = "messages";

    private static final class Typeset extends ResourceBundleMessageSource {

        @Override
        protected @Nullable String getStringOrNull(ResourceBundle messages, String key) {
            var message = super.getStringOrNull(messages, key);
            return message == null ? null : Formats.typeset(message);
        }
    }

    /** Each room of pages has its own messages beside its templates. */
    @Bean
    static MessageSource messageSource() throws IOException {
        var found = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:" + ROOT + "*/" + FILE + ".properties");
        var messages = new Typeset();
        messages.setBasenames(Arrays.stream(found)
                .map(it -> it.toString().replaceFirst("^.*/" + ROOT + "([a-z]+)/" + FILE + ".*$", ROOT + "$1/" + FILE))
                .sorted()
                .distinct()
                .toArray(String[]::new));
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @Bean
    static LocaleResolver localeResolver() {
        var cookie = new CookieLocaleResolver("langue");
        cookie.setDefaultLocale(Locale.FRANCE);
        cookie.setCookieMaxAge(Duration.ofDays(365));
        cookie.setCookieSameSite("Lax");
        cookie.setCookieHttpOnly(true);
        cookie.setRejectInvalidCookies(false);
        return cookie;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var choice = new LocaleChangeInterceptor();
        choice.setParamName("lang");
        choice.setIgnoreInvalidLocale(true);
        registry.addInterceptor(choice).excludePathPatterns("/v1/**");
    }
}
