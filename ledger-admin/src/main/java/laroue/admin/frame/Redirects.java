package laroue.admin.frame;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Redirects to addresses as they are: braces in an address name no variable. */
@Component
final class Redirects implements ViewResolver, Ordered {

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        if (!name.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
            return null;
        }
        var view = new RedirectView(name.substring(UrlBasedViewResolver.REDIRECT_URL_PREFIX.length()), true);
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        return view;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
