package laroue.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds every request to the table of {@link Access}, after Spring has found whose endpoint it is and before anything
 * of it is read; and tells controllers who is asking. A page is held to the line of the endpoint that it names by {@link
 * AllowedAs}.
 */
final class Gate implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String API = "/v1/**";

    private final Access access;

    private final Callers callers;

    private final Presence presence;

    Gate(Access access, Callers callers, Presence presence) {
        this.access = access;
        this.callers = callers;
        this.presence = presence;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(API).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(new OfPages()).excludePathPatterns(API).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) {
            throw Denied.notFound();
        }
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        check(request, request.getMethod(), pattern);
        return true;
    }

    /** Pages that name no endpoint are for everybody who got this far. After a pause, who changes something says the secret again. */
    private final class OfPages implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                throws IOException {
            var as = handler instanceof HandlerMethod method ? method.getMethodAnnotation(AllowedAs.class) : null;
            if (as != null) {
                var endpoint = as.value().split(" ", 2);
                check(request, endpoint[0], endpoint[1]);
                if (presence.isLeft(request)) {
                    request.getSession().invalidate();
                    WayBack.askToSignIn(request, response);
                    return false;
                }
                boolean wasAway = presence.wasAway(request);
                if (wasAway
                        && "POST".equals(request.getMethod())
                        && !request.getRequestURI().startsWith(WayBack.SIGN_IN + "/")) {
                    response.sendRedirect(WayBack.prove(Presence.Missing.SECRET, request.getRequestURI()));
                    return false;
                }
            }
            return true;
        }
    }

    private void check(HttpServletRequest request, String method, String pattern) {
        var rule = Access.ruleOf(HttpMethod.valueOf(method), pattern).orElseThrow(Denied::forbidden);
        access.check(caller(), rule, object(request, pattern));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Caller.class);
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return caller();
    }

    private Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            throw Denied.unauthenticated();
        }
        return callers.find(authentication.getName()).orElseThrow(Denied::unauthenticated);
    }

    /** What the first variable of the path holds: it names the object, what follows is a part of it. */
    private static String object(HttpServletRequest request, String pattern) {
        int begins = pattern.indexOf('{') + 1;
        return begins > 0
                        && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                                instanceof Map<?, ?> variables
                ? String.valueOf(variables.get(pattern.substring(begins, pattern.indexOf('}'))))
                : "";
    }
}
