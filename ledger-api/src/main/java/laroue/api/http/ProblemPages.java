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

    static final String HTML = "text/html;charset=UTF-8";

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

    @GetMapping(path = "/problems/{code}", produces = HTML)
    String html(@PathVariable String code) {
        var type = find(code);
        return html(Problem.of(type), "<a href=\"/docs\">La documentation de l’API</a>");
    }

    /** For a browser whose request is refused before there are pages; in French, for nothing of it is read. */
    static String html(Problem problem) {
        return html(problem, "<a href=\"/\">Retour à l’accueil</a>");
    }

    private static String html(Problem problem, String link) {
        return """
                <!doctype html>
                <html lang="fr">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%2$s — La Roue</title></head>
                <body>
                <main>
                <h1>%2$s</h1>
                <p><code>%1$s</code>, statut HTTP %3$d</p>
                <p>%4$s</p>
                <p>%5$s</p>
                </main>
                </body>
                </html>
                """.formatted(
                        problem.type().code(),
                        HtmlUtils.htmlEscape(problem.type().title(), "UTF-8"),
                        problem.status(),
                        HtmlUtils.htmlEscape(problem.detail(), "UTF-8"),
                        link);
    }

    private static ProblemType find(String code) {
        return ProblemType.byCode(code).orElseThrow(Problems::notFound);
    }
}
