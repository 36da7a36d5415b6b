package laroue.admin.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import laroue.api.command.Problem;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.http.HangUps;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Whatever goes wrong behind a page is said on a page, with the menu around it. */
@ControllerAdvice(basePackages = "laroue.admin")
@Order(0) // before the one that answers programs
class PageFailures {

    private static final Logger LOG = LoggerFactory.getLogger(PageFailures.class);

    private final Frame frame;
    private final Wording wording;

    PageFailures(Frame frame, Wording wording) {
        this.frame = frame;
        this.wording = wording;
    }

    @ExceptionHandler
    ModelAndView on(ProblemException refused, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(refused.problem(), request, response, locale);
    }

    /** The form is opened anew, by whoever is signed in now. */
    @ExceptionHandler
    ModelAndView on(FormOfAnotherException refused, HttpServletRequest request) {
        Onwards.sayOfAnother(request);
        return new ModelAndView("redirect:" + request.getRequestURI());
    }

    /** A link or a form whose characters cannot be read, or that holds a zero byte. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ModelAndView unreadable(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(Problem.of(ProblemType.MALFORMED), request, response, locale);
    }

    @ExceptionHandler
    ModelAndView on(Exception failure, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws Exception {
        if (failure instanceof AccessDeniedException
                || failure instanceof AuthenticationException
                || HangUps.isOne(failure)
                || (failure instanceof ErrorResponse known
                        && known.getStatusCode().is4xxClientError())) {
            throw failure; // filters answer it, or the page of errors
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return page(Problem.of(ProblemType.INTERNAL), request, response, locale);
    }

    private ModelAndView page(
            Problem problem, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        response.setStatus(problem.status());
        if (problem.type() == ProblemType.TOO_MANY_REQUESTS) {
            response.setHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        var page = new ModelAndView("error");
        page.addObject("status", problem.status());
        page.addObject("detail", wording.of(problem, locale));
        frame.around(page.getModelMap(), request, locale);
        return page;
    }
}
