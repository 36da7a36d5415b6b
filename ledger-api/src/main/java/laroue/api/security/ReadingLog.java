package laroue.api.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import laroue.api.command.Problem;
import laroue.api.command.ProblemType;
import laroue.api.http.ProblemAnswers;
import laroue.register.AccessLog;
import laroue.value.AccountNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Notes whose accounts staff is shown, before it is shown them (rule 57): every answer of the API to a GET and every page is
 * looked through for numbers of accounts. So a new endpoint or page is noted without saying so. What no number can be found
 * in, such as a spreadsheet, names its accounts by {@link #shows}; and a name is never shown without its number.
 *
 * <p>Where the log cannot be written, nothing is shown.
 */
public final class ReadingLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingLog.class);

    private static final String API = "/v1/";

    private static final String SHOWN = ReadingLog.class.getName();

    private static final Pattern ACCOUNT =
            Pattern.compile("(?<![0-9A-Za-z-])[0-9A-Z]{1,6}-[0-9]{6}-[0-9](?![0-9A-Za-z-])");

    /** The log itself: who was shown whom is not a showing of whom. */
    private static final String THE_LOG = "/audit/lectures";

    /** What was asked for, by how the address begins; the first that fits. */
    private static final List<Map.Entry<String, String>> SUBJECTS = List.of(
            Map.entry("/v1/payees/", "payee"),
            Map.entry("/v1/accounts", "account"),
            Map.entry("/annuaire/comptes", "account"),
            Map.entry("/v1/members", "members"),
            Map.entry("/v1/merchants", "merchants"),
            Map.entry("/annuaire/commerces", "merchants"),
            Map.entry("/annuaire/acces", "clients"),
            Map.entry("/annuaire", "members"),
            Map.entry("/v1/payments", "payments"),
            Map.entry("/v1/desks", "desk"),
            Map.entry("/v1/remittances", "desk"),
            Map.entry("/comptoir", "member"),
            Map.entry("/v1/circulation", "figures"),
            Map.entry("/chiffres", "figures"),
            Map.entry("/equipe", "clients"),
            Map.entry("/v1/clients", "clients"));

    private static final String OTHER = "list";

    private final Callers callers;
    private final AccessLog readings;

    ReadingLog(Callers callers, AccessLog readings) {
        this.callers = callers;
        this.readings = readings;
    }

    /** Says that the answer to the present request shows accounts in a form that cannot be looked through. */
    public static void shows(Collection<String> texts) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            var shown = shown(request);
            texts.forEach(it -> shown.addAll(accountsIn(it)));
        }
    }

    @SuppressWarnings("unchecked") // nobody else has an attribute of this name
    private static Set<String> shown(RequestAttributes request) {
        var shown = (Set<String>) request.getAttribute(SHOWN, RequestAttributes.SCOPE_REQUEST);
        if (shown == null) {
            shown = new TreeSet<>();
            request.setAttribute(SHOWN, shown, RequestAttributes.SCOPE_REQUEST);
        }
        return shown;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return (path.startsWith(API) && !"GET".equals(request.getMethod())) || path.startsWith(THE_LOG);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var staff = staff();
        if (staff.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        var shown = accountsIn(new String(answer.getContentAsByteArray(), ISO_8859_1));
        if (request.getAttribute(SHOWN) instanceof Set<?> more) {
            more.forEach(it -> shown.add(String.valueOf(it)));
        }
        if (shown.isEmpty() || noted(request, staff.get(), List.copyOf(shown))) {
            answer.copyBodyToResponse();
        } else {
            ProblemAnswers.write(request, response, Problem.of(ProblemType.BUSY));
        }
    }

    /** Who asks, where that is staff. */
    private Optional<Caller> staff() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(it -> !(it instanceof AnonymousAuthenticationToken))
                .flatMap(it -> callers.find(it.getName()))
                .filter(Caller::isStaff);
    }

    private boolean noted(HttpServletRequest request, Caller caller, List<String> accounts) {
        try {
            readings.enter(caller.client(), subject(request.getRequestURI()), accounts);
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a reading cannot be noted, so nothing is shown: {}", e.getMessage());
            return false;
        }
    }

    private static String subject(String path) {
        return SUBJECTS.stream()
                .filter(it -> path.startsWith(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER);
    }

    private static Set<String> accountsIn(String text) {
        var found = new TreeSet<String>();
        ACCOUNT.matcher(text)
                .results()
                .forEach(it -> AccountNumber.parse(it.group())
                        .map(AccountNumber::number)
                        .ifPresent(found::add));
        return found;
    }
}
