package laroue.admin.frame;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What the page that a form leads to is told, once: it is kept in the session until then, and not in an address. */
public final class Onwards {

    /** The name by which pages know that a form had been opened by somebody else. */
    static final String OF_ANOTHER = "ofAnother";

    /** That a form which needs no ledger is done with. */
    static final String FINISHED = "finished";

    private Onwards() {}

    static void say(BookingNotice booked) {
        say(BookingNotice.ATTRIBUTE, booked);
    }

    /** Says that something was done that leaves no operation. */
    public static void sayDone() {
        say(FINISHED, true);
    }

    static void sayOfAnother(HttpServletRequest request) {
        RequestContextUtils.getOutputFlashMap(request).put(OF_ANOTHER, true);
    }

    private static void say(String name, Object value) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes it) {
            RequestContextUtils.getOutputFlashMap(it.getRequest()).put(name, value);
        }
    }
}
