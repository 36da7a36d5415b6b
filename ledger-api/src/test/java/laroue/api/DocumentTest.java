package laroue.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The document says what there is, and says nothing else. */
class DocumentTest extends ApiTest {

    private static final OpenApiContract CONTRACT = OpenApiContract.get();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    @Test
    void everyEndpointIsDescribedAndNothingElse() {
        var described = new TreeSet<String>();
        CONTRACT.operations().stream()
                .filter(it -> it.template().startsWith("/v1/"))
                .forEach(it -> described.add(it.method() + " " + nameless(it.template())));

        assertThat(described).isEqualTo(mapped());
    }

    @Test
    void everyOperationHasItsWordsAndAnExampleOfEachBody() {
        var tags = CONTRACT.document().path("tags").findValuesAsString("name");
        for (var operation : CONTRACT.operations()) {
            var where = operation.method() + " " + operation.template();
            assertThat(operation.described().path("summary").asString(""))
                    .as(where)
                    .isNotBlank();
            assertThat(operation.described().path("description").asString(""))
                    .as(where)
                    .isNotBlank();
            assertThat(operation.described().path("tags").size()).as(where).isEqualTo(1);
            assertThat(tags)
                    .as(where)
                    .contains(operation.described().at("/tags/0").asString());
            medias(operation)
                    .forEach(it -> assertThat(it.has("example") || it.has("examples"))
                            .as(where + " " + it)
                            .isTrue());
        }
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        var faults = new ArrayList<String>();
        for (var operation : CONTRACT.operations()) {
            for (var media : medias(operation)) {
                var examples = new ArrayList<JsonNode>();
                examples.add(media.path("example"));
                media.path("examples")
                        .forEach(it -> examples.add(CONTRACT.resolve(it).path("value")));
                examples.stream()
                        .filter(it -> !it.isMissingNode() && !it.isString())
                        .flatMap(it ->
                                CONTRACT.faults(media.path("schema"), it.toString(), operation.template()).stream())
                        .forEach(faults::add);
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void theDocumentAndItsPageComeFromThisNodeAlone() {
        var document =
                api().send("GET", "/openapi.json", null, java.util.Map.of()).expect(200);
        var page = api().send("GET", "/docs", null, java.util.Map.of()).expect(200);
        var script = api().send("GET", "/docs/ui/swagger-ui-bundle.js", null, java.util.Map.of());

        assertThat(document.text("openapi")).isEqualTo("3.1.0");
        assertThat(page.body()).contains("lang=\"fr\"").doesNotContain("http://", "https://");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .doesNotContain("unsafe-eval");
        assertThat(script.status()).isEqualTo(200);
        assertThat(api().send("GET", "/docs/ui/docs.js", null, java.util.Map.of())
                        .status())
                .isEqualTo(200);
    }

    private Set<String> mapped() {
        var mapped = new TreeSet<String>();
        endpoints
                .getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(it -> it.startsWith("/v1/"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(it -> mapped.add(it.name() + " " + nameless(pattern)))));
        return mapped;
    }

    private static String nameless(String template) {
        return template.replaceAll("\\{[^}]*}", "{}");
    }

    /** What is asked with and answered with, as JSON. */
    private static List<JsonNode> medias(OpenApiContract.Operation operation) {
        var medias = new ArrayList<JsonNode>();
        var request = CONTRACT.resolve(operation.described().path("requestBody"));
        request.path("content").forEach(medias::add);
        operation
                .described()
                .path("responses")
                .forEach(it -> CONTRACT.resolve(it).path("content").properties().stream()
                        .filter(media -> media.getKey().contains("json"))
                        .forEach(media -> medias.add(media.getValue())));
        return medias;
    }
}
