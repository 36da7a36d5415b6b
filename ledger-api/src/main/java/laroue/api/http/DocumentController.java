package laroue.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The document of this API, and a page to read it by and to try it. Everything comes from this node. */
@RestController
class DocumentController implements WebMvcConfigurer {

    /** The reader of the document sets styles from its script, and holds its pictures in its style sheet. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    private final String document;
    private final String page;

    DocumentController(JsonMapper json) throws IOException {
        document = json.writeValueAsString(OpenApi.document());
        page = new ClassPathResource("laroue/api/docs/index.html").getContentAsString(UTF_8);
    }

    @GetMapping(path = "/openapi.json")
    ResponseEntity<String> document() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }

    @GetMapping(path = {"/docs", "/docs/"})
    ResponseEntity<String> docs() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .body(page);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**")
                .addResourceLocations("classpath:/laroue/api/docs/", reader())
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    /** Where the reader's files are, whatever its version is. */
    private static String reader() {
        try {
            var found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui.css");
            var css = found[0].getURL().toString();
            return css.substring(0, css.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new IllegalStateException("the reader of the document is not there", e);
        }
    }
}
