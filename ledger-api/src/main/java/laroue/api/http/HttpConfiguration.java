package laroue.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import laroue.api.command.Problems;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.datetime.standard.DateTimeFormatterRegistrar;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.FixedContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Teaches Spring MVC the conventions of this API. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

    private final JsonMapper json;

    HttpConfiguration(JsonMapper json) {
        this.json = json;
    }

    private static final String MOST_SWALLOWED_BYTES = "33554432";

    /** Four times what one was seen to take while its request is read: the ledger's caches need their part of the heap. */
    private static final long HEAP_FOR_A_CONNECTION = 512 << 10;

    private static final int LEAST_CONNECTIONS = 256;

    /** Tomcat's own default. */
    private static final int MOST_CONNECTIONS = 8_192;

    /** What the firewall of Spring Security rejects, such as {@code //} or {@code ;} in a path, is a malformed request. */
    @Bean
    static RequestRejectedHandler rejectedRequests() {
        return (request, response, _) ->
                ProblemAnswers.write(request, response, Problems.rejected().problem());
    }

    /** No database and no page can hold a zero byte. */
    @Bean
    static HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(it -> it.indexOf('\0') < 0);
        return firewall;
    }

    /** Fields stand in an answer as they stand in its record. */
    @Bean
    static JsonMapperBuilderCustomizer fieldsInTheirOrder() {
        return it -> it.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }

    /**
     * What Tomcat refuses by itself, such as {@code %2F} in a path, is a problem too; and a body that is too large is read
     * to its end, so that its sender reads the answer instead of a broken pipe.
     */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat() {
        return it -> {
            it.addConnectorCustomizers(connector -> {
                connector.setProperty("maxSwallowSize", MOST_SWALLOWED_BYTES);
                connector.setProperty(
                        "maxConnections",
                        String.valueOf(mostConnections(Runtime.getRuntime().maxMemory())));
            });
            it.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemValve.class.getName());
                }
            });
        };
    }

    /**
     * How many connections are open at once; further ones wait to be accepted. Each takes buffers and a thread whether it
     * asks for something or not, so who opens thousands must not fill the heap.
     *
     * @param heap bytes
     */
    static int mostConnections(long heap) {
        return Math.clamp(heap / HEAP_FOR_A_CONNECTION, LEAST_CONNECTIONS, MOST_CONNECTIONS);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new QueryParameters()).addPathPatterns("/v1/**");
    }

    /** Who does not say what is wanted gets JSON, and a list as CSV only on demand; pages are wanted by browsers. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(
                new AcceptHeader(),
                new FixedContentNegotiationStrategy(List.of(MediaType.APPLICATION_JSON, MediaType.ALL))));
    }

    /** What has the weight 0 is not acceptable (RFC 9110, section 12.4.2); Spring would only like it least. */
    private static final class AcceptHeader extends HeaderContentNegotiationStrategy {

        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
            var all = super.resolveMediaTypes(request);
            var acceptable = all.stream().filter(it -> it.getQualityValue() > 0).toList();
            if (acceptable.isEmpty()) {
                throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
            }
            return acceptable;
        }
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        var days = new DateTimeFormatterRegistrar();
        days.setUseIsoFormat(true);
        days.registerFormatters(registry);
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        // CSV comes last: whoever takes anything gets JSON.
        builder.withJsonConverter(new AnswersConverter(json))
                .configureMessageConvertersList(it -> it.add(new CsvConverter()));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PagingResolver());
        resolvers.add(new CallResolver());
    }

    /** An answer is no problem, also where a caller says that it would take one. */
    private static final class AnswersConverter extends JacksonJsonHttpMessageConverter {

        AnswersConverter(JsonMapper json) {
            super(json);
        }

        @Override
        protected boolean canWrite(@Nullable MediaType mediaType) {
            return !MediaType.APPLICATION_PROBLEM_JSON.equals(mediaType) && super.canWrite(mediaType);
        }
    }

    private static final class PagingResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return Paging.class.equals(parameter.getParameterType());
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer mav,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            return Paging.of(
                    servlet(request).getRequestURI(), request.getParameter("limit"), request.getParameter("cursor"));
        }
    }

    private static final class CallResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return Call.class.equals(parameter.getParameterType());
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer mav,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder)
                throws IOException {
            return Call.of(servlet(request), parameter.getMethodAnnotation(Money.class));
        }
    }

    private static HttpServletRequest servlet(NativeWebRequest request) {
        var servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("this API is served by servlets");
        }
        return servlet;
    }
}
