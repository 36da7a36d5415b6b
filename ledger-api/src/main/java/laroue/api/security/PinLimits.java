package laroue.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import laroue.api.command.ProblemException;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.security.AttemptLimits.AttemptListener;

/**
 * Keeps one client from trying PINs on the cards of many. The ledger locks a card after three wrong PINs; a client that has
 * typed wrong ones on {@value #MOST_CARDS} cards within {@link #WINDOW} waits before it may show any card again, and each
 * further wrong PIN doubles the pause. Others go on. What is remembered is bounded, and lost when the node stops.
 */
public final class PinLimits {

    static final int MOST_CARDS = 6;

    static final Duration WINDOW = Duration.ofMinutes(10);

    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final int MOST_CLIENTS = 10_000;

    private static final int LONGEST_NUMBER = 30;

    private final Cache<String, Tried> tried = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterWrite(Duration.ofHours(2))
            .build();

    private final AttemptListener listener;
    private final InstantSource clock;

    PinLimits(AttemptListener listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * What one client tried.
     *
     * @param wrongAt when a PIN was last wrong, by card; the newest {@value #MOST_CARDS}
     */
    private record Tried(Map<String, Instant> wrongAt, int pauses, Instant pausedUntil) {

        static final Tried NOTHING = new Tried(Map.of(), 0, Instant.EPOCH);

        /** A person who mistyped and then knew the PIN is no sign of abuse. */
        Tried right(String card) {
            var others = new HashMap<>(wrongAt);
            others.remove(card);
            return new Tried(others, pauses, pausedUntil);
        }

        Tried wrong(String card, Instant now) {
            var recent = new HashMap<>(wrongAt);
            recent.values().removeIf(it -> it.plus(WINDOW).isBefore(now));
            if (recent.size() < MOST_CARDS) {
                recent.put(card, now);
            }
            if (recent.size() < MOST_CARDS) {
                return new Tried(recent, pauses, pausedUntil);
            }
            var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(pauses, 10));
            return new Tried(recent, pauses + 1, now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
        }
    }

    /**
     * Counts a card that a client has read with a PIN, before the ledger is asked.
     *
     * @param card as it was sent
     * @throws ProblemException {@code too-many-requests}, during a pause: the ledger must not be asked
     */
    public void read(Caller caller, String card, boolean rightPin) {
        var client = caller.client();
        boolean begins;
        synchronized (this) {
            var now = clock.instant();
            var before = Optional.ofNullable(tried.getIfPresent(client)).orElse(Tried.NOTHING);
            if (before.pausedUntil().isAfter(now)) {
                listener.refused(Abuses.PIN);
                throw Problems.tooManyRequests(
                        Duration.between(now, before.pausedUntil()), Sentence.of("too-many-requests.pins"));
            }
            if (rightPin) {
                if (before.wrongAt().containsKey(card(card))) {
                    tried.put(client, before.right(card(card)));
                }
                return;
            }
            var after = before.wrong(card(card), now);
            tried.put(client, after);
            begins = after.pauses() > before.pauses();
        }
        listener.failed(Abuses.PIN);
        if (begins) {
            listener.paused(Abuses.PIN, client, "");
        }
    }

    private static String card(String sent) {
        return sent.length() > LONGEST_NUMBER ? sent.substring(0, LONGEST_NUMBER) : sent;
    }
}
