package laroue.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.view.Progress;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes a GET with {@code ?atLeast=<position>} wait until the views have read so far, so that who wrote can read what he
 * wrote. Waits for the views that the address is answered from, and for no others: the counter does not wait for the
 * dashboards.
 */
@Component
public final class AtLeast implements WebMvcConfigurer, HandlerInterceptor {

    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private static final long PAUSE_MILLIS = 10;

    private static final List<String> FIGURES = List.of("/v1/circulation", "/v1/claims");

    private static final List<String> BOTH = List.of("/v1/audit");

    /** After access was checked and parameters were read: nobody waits for a refusal. */
    private static final int AFTER_THE_OTHERS = 100;

    private final Progress progress;

    AtLeast(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/v1/**").order(AFTER_THE_OTHERS);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var asked = request.getParameter("atLeast");
        if (asked != null && "GET".equals(request.getMethod())) {
            await(position(asked), request.getRequestURI());
        }
        return true;
    }

    /**
     * Waits until the views that an address is answered from have read up to a position.
     *
     * @throws ProblemException {@code not-yet-visible} after two seconds
     */
    public void await(long position, String address) {
        long since = System.nanoTime();
        while (read(address) < position) {
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new ProblemException(ProblemType.NOT_YET_VISIBLE);
            }
            pause();
        }
    }

    private long read(String address) {
        if (startsWithOneOf(address, BOTH)) {
            return progress.position();
        }
        return progress.position(startsWithOneOf(address, FIGURES) ? Progress.FIGURES : Progress.COUNTER);
    }

    private static boolean startsWithOneOf(String address, List<String> beginnings) {
        return beginnings.stream().anyMatch(address::startsWith);
    }

    private static long position(String asked) {
        if (!asked.matches("[0-9]{1,18}")) {
            throw Problems.malformed("atLeast", Sentence.of("field.position"));
        }
        return Long.parseLong(asked);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.NOT_YET_VISIBLE);
        }
    }
}
