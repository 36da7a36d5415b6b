package laroue.admin.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands a controller the form that was sent, or a blank one, and the page the same: it is there as {@code form}. */
@Component
final class FormArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    private final Wording wording;

    FormArgument(Wording wording) {
        this.wording = wording;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Form.class);
    }

    @Override
    public Form resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var servlet = (HttpServletRequest) request.getNativeRequest();
        var locale = LocaleContextHolder.getLocale();
        var person = servlet.getParameter(Form.PERSON);
        if ("POST".equals(servlet.getMethod())
                && person != null
                && !person.equals(Objects.requireNonNullElse(servlet.getRemoteUser(), ""))) {
            throw new FormOfAnotherException();
        }
        var form = new Form(
                servlet.getRequestURI(),
                values(servlet),
                it -> wording.of(it, locale),
                new TypedNumbers(Formats.isEnglish(locale)));
        if (page != null) {
            page.addAttribute("form", form);
        }
        return form;
    }

    /** What a link says (GET) fills the fields of the same names, and is never what somebody sent or wants booked. */
    private static Map<String, List<String>> values(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(it -> "POST".equals(request.getMethod()) || !Form.OF_SENDING.contains(it.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> Arrays.asList(it.getValue()).stream().toList()));
    }
}
