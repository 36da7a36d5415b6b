package laroue.api.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.journal.DatabaseOutage;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Turns whatever goes wrong into a problem. What a caller did is 4xx; what is left is a bug, logged under its trace. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE) // it takes what no other room knows
class Failures {

    /** Nothing is wrong with these requests: the same key may be sent again. */
    private static final Set<Integer> RETRIED = Set.of(429, 503, 504);

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @ExceptionHandler
    ResponseEntity<String> on(ProblemException refused, HttpServletRequest request) {
        var headers = new HttpHeaders();
        if (RETRIED.contains(refused.problem().status())) {
            headers.set(HttpHeaders.RETRY_AFTER, refused.problem().retryAfter());
        }
        if (refused.problem().status() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"laroue\"");
        }
        return answer(request, refused.problem(), headers);
    }

    @ExceptionHandler
    ResponseEntity<String> on(LedgerBusyException busy, HttpServletRequest request) {
        return on(new ProblemException(ProblemType.BUSY), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(NotTheWriterException elsewhere, HttpServletRequest request) {
        return on(new ProblemException(ProblemType.NOT_THE_WRITER), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(OutcomeUnknownException notYet, HttpServletRequest request) {
        return on(new ProblemException(ProblemType.OUTCOME_UNKNOWN), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return on(Problems.malformed(missing.getParameterName(), Sentence.of("field.parameter-missing")), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        return on(Problems.malformed(wrong.getName(), Sentence.of("field.shape")), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(HttpMessageNotReadableException wrong, HttpServletRequest request) {
        return on(Problems.malformed("body", Sentence.of("field.body")), request);
    }

    /** The firewall looks at parameters and headers when they are read. */
    @ExceptionHandler
    ResponseEntity<String> on(RequestRejectedException wrong, HttpServletRequest request) {
        return on(Problems.rejected(), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(InvalidParameterException wrong, HttpServletRequest request) {
        return on(Problems.malformed("query", Sentence.of("field.encoding")), request);
    }

    @ExceptionHandler
    ResponseEntity<String> on(Exception failure, HttpServletRequest request) throws Exception {
        if (failure instanceof AccessDeniedException
                || failure instanceof AuthenticationException
                || HangUps.isOne(failure)
                || isPage(request, request.getRequestURI())) {
            throw failure; // filters answer it, or the page of errors
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(request, ofStatus(known.getStatusCode().value()), known.getHeaders());
        }
        return on(new ProblemException(unforeseen(request, failure)), request);
    }

    /** A database that is away is nobody's fault, and logged in a line; what is left is a bug. */
    static Problem unforeseen(HttpServletRequest request, Exception failure) {
        if (DatabaseOutage.caused(failure)) {
            LOG.warn("{} {} needs the database: {}", request.getMethod(), request.getRequestURI(), failure.toString());
            return Problem.of(ProblemType.BUSY);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return internal(request);
    }

    /** Names the key of the request: it may be sent again. */
    private static Problem internal(HttpServletRequest request) {
        var members = Call.keyOf(request).<Map<String, Object>>map(it -> Map.of("idempotencyKey", it));
        return Problem.of(ProblemType.INTERNAL, ProblemType.INTERNAL.explanation(), members.orElseGet(Map::of));
    }

    /** A status that a part of the platform chose; it stays as it is, and gets the nearest code. */
    static Problem ofStatus(int status) {
        var type = ProblemType.ofStatus(status);
        return new Problem(type, status, type.explanation(), Map.of(), List.of());
    }

    static ResponseEntity<String> answer(HttpServletRequest request, Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        ProblemAnswers.language(request).tag())
                .body(problem.json(ProblemAnswers.language(request), Trace.of(request)));
    }

    /** What filters and the servlet container refuse by a bare status comes here; only a browser gets a page. */
    @Controller
    static class Errors extends BasicErrorController {

        Errors(ErrorAttributes attributes, WebProperties settings) {
            super(attributes, settings.getError());
        }

        @Override
        public ResponseEntity<Map<String, @Nullable Object>> error(HttpServletRequest request) {
            throw new ProblemException(ofStatus(status(request)));
        }

        @Override
        public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
            if (isPage(request, String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)))) {
                return super.errorHtml(request, response);
            }
            var problem = ofStatus(status(request));
            return new ModelAndView((_, _, _) -> ProblemAnswers.write(request, response, problem));
        }

        /** Asked for by itself, there is nothing here. */
        private static int status(HttpServletRequest request) {
            var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            return status == null || status < 400 ? 404 : status;
        }
    }

    /** Whether a browser waits for a page, and not a program for an answer. */
    static boolean isPage(HttpServletRequest request, String path) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return !path.startsWith("/v1/") && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
