package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.api.command.Problem;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that nobody reads, that come twice, or that hold what no answer could hold: a misspelt filter
 * that is silently ignored shows the wrong list.
 */
final class QueryParameters implements HandlerInterceptor {

    static final String PREVIEW = "preview";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            check(read(request.getQueryString()), allowed(request, method));
        }
        return true;
    }

    /** Whether a request asks for a preview. */
    static boolean preview(HttpServletRequest request) {
        var asked = read(request.getQueryString())
                .getOrDefault(PREVIEW, List.of("false"))
                .getFirst();
        return switch (asked) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problems.malformed(PREVIEW, Sentence.of("field.flag"));
        };
    }

    private static Set<String> allowed(HttpServletRequest request, HandlerMethod method) {
        var names = new HashSet<String>();
        for (var parameter : method.getMethodParameters()) {
            if (Paging.class.equals(parameter.getParameterType())) {
                names.addAll(List.of("limit", "cursor"));
            }
            var annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                names.add(name(annotation, parameter));
            }
        }
        if ("GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod())) {
            names.add("atLeast");
        }
        var money = method.getMethodAnnotation(Money.class);
        if (money != null && money.preview()) {
            names.add(PREVIEW);
        }
        return names;
    }

    private static String name(RequestParam annotation, MethodParameter parameter) {
        return annotation.name().isEmpty()
                ? String.valueOf(parameter.getParameter().getName())
                : annotation.name();
    }

    private static void check(Map<String, List<String>> given, Set<String> allowed) {
        var errors = new ArrayList<Problem.FieldError>();
        given.forEach((name, values) -> {
            if (!allowed.contains(name)) {
                errors.add(new Problem.FieldError(name, Sentence.of("field.unknown-parameter")));
            } else if (values.size() > 1) {
                errors.add(new Problem.FieldError(name, Sentence.of("field.parameter-twice")));
            } else if (values.stream().anyMatch(it -> it.chars().anyMatch(Character::isISOControl))) {
                errors.add(new Problem.FieldError(name, Sentence.of("field.text-control")));
            }
        });
        if (!errors.isEmpty()) {
            throw Problems.malformed(errors);
        }
    }

    private static Map<String, List<String>> read(@Nullable String query) {
        var all = new HashMap<String, List<String>>();
        if (query == null) {
            return all;
        }
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                all.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException _) {
            throw Problems.malformed("query", Sentence.of("field.encoding"));
        }
    }
}
