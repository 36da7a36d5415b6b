package laroue.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import laroue.api.command.Language;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What stands behind the {@code type} of a problem: a page about it, for people and for programs. */
@RestController
class ProblemPages {

    static final String HTML = "text/html;charset=UTF-8";

    @GetMapping(path = "/problems/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> json(@PathVariable String code, HttpServletRequest request) {
        var type = find(code);
        var language = ProblemAnswers.language(request);
        return in(language)
                .body(Map.of(
                        "type", type.path(),
                        "code", type.code(),
                        "status", type.status(),
                        "title", type.title().in(language),
                        "detail", type.explanation().in(language)));
    }

    @GetMapping(path = "/problems/{code}", produces = HTML)
    ResponseEntity<String> html(@PathVariable String code, HttpServletRequest request) {
        var type = find(code);
        var language = ProblemAnswers.language(request);
        return in(language).body(html(Problem.of(type), language, "/docs", "link.docs"));
    }

    private static ResponseEntity.BodyBuilder in(Language language) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_LANGUAGE, language.tag());
    }

    /** For a browser whose request is refused before there are pages. */
    static String html(Problem problem, Language language) {
        return html(problem, language, "/", "link.home");
    }

    private static String html(Problem problem, Language language, String path, String link) {
        return """
                <!doctype html>
                <html lang="%6$s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%2$s — La Roue</title></head>
                <body>
                <main>
                <h1>%2$s</h1>
                <p><code>%1$s</code>, %8$s HTTP %3$d</p>
                <p>%4$s</p>
                <p><a href="%7$s">%5$s</a></p>
                </main>
                </body>
                </html>
                """.formatted(
                        problem.type().code(),
                        HtmlUtils.htmlEscape(problem.type().title().in(language), "UTF-8"),
                        problem.status(),
                        HtmlUtils.htmlEscape(problem.detail(language), "UTF-8"),
                        Sentence.of(link).in(language),
                        language.tag(),
                        path,
                        language == Language.FRENCH ? "statut" : "status");
    }

    private static ProblemType find(String code) {
        return ProblemType.byCode(code).orElseThrow(Problems::notFound);
    }
}
