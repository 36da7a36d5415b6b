package laroue.api.http;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What stands behind the {@code type} of a problem: a page about it, for people and for programs. */
@RestController
class ProblemPages {

    @GetMapping(path = "/problems/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> json(@PathVariable String code) {
        var type = find(code);
        return Map.of(
                "type", type.path(),
                "code", type.code(),
                "status", type.status(),
                "title", type.title(),
                "detail", type.explanation());
    }

    @GetMapping(path = "/problems/{code}", produces = "text/html;charset=UTF-8")
    String html(@PathVariable String code) {
        var type = find(code);
        return """
                <!doctype html>
                <html lang="fr">
                <head><meta charset="utf-8"><title>%2$s — La Roue</title></head>
                <body>
                <main>
                <h1>%2$s</h1>
                <p><code>%1$s</code>, statut HTTP %3$d</p>
                <p>%4$s</p>
                <p><a href="/docs">La documentation de l’API</a></p>
                </main>
                </body>
                </html>
                """.formatted(
                        type.code(),
                        HtmlUtils.htmlEscape(type.title(), "UTF-8"),
                        type.status(),
                        HtmlUtils.htmlEscape(type.explanation(), "UTF-8"));
    }

    private static ProblemType find(String code) {
        return ProblemType.byCode(code).orElseThrow(Problems::notFound);
    }
}
