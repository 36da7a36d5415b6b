package laroue.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import laroue.ledger.AnswerFormat;
import laroue.ledger.Ledger;
import laroue.ledger.Reply;
import laroue.ledger.Request;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DoorTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger letIn = new AtomicInteger();

    @Test
    @DisplayName("while the writer has too much to do, a command is turned away at the door and a reading is not")
    void turnsCommandsAwayWhileTheLedgerIsBusy() throws Exception {
        var door = new Door(ledger(true), meters);

        var payment = ask(door, "POST", "/v1/payments");
        var reading = ask(door, "GET", "/v1/payments");

        assertThat(payment.getStatus()).isEqualTo(503);
        assertThat(payment.getHeader("Retry-After")).isEqualTo("1");
        assertThat(payment.getContentAsString()).contains("\"code\":\"busy\"");
        assertThat(reading.getStatus()).isEqualTo(200);
        assertThat(letIn).hasValue(1);
        assertThat(meters.counter("laroue.commands.turned.away").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("of 272 commands at once 128 are let in; and one more as soon as one of them has left")
    void letsInSoManyAtOnce() throws Exception {
        var door = new Door(ledger(false), meters);
        var leave = new CountDownLatch(1);
        var inside = new CountDownLatch(128);
        FilterChain stays = (_, _) -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 128; n++) {
                callers.execute(() -> ask(door, "POST", "/v1/payments", stays));
            }
            inside.await();

            for (int n = 0; n < 144; n++) {
                assertThat(ask(door, "POST", "/v1/payments").getStatus()).isEqualTo(503);
            }
            leave.countDown();
        }

        assertThat(ask(door, "POST", "/v1/payments").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse ask(Door door, String method, String path) {
        return ask(door, method, path, (_, _) -> letIn.incrementAndGet());
    }

    private static MockHttpServletResponse ask(Door door, String method, String path, FilterChain chain) {
        var response = new MockHttpServletResponse();
        try {
            door.doFilter(new MockHttpServletRequest(method, path), response, chain);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    private static Ledger ledger(boolean busy) {
        return new Ledger() {
            @Override
            public <R> Reply<R> execute(Object command, Request request, AnswerFormat<R> format) {
                throw new IllegalStateException("nobody asks this ledger for anything");
            }

            @Override
            public boolean isBusy() {
                return busy;
            }

            @Override
            public <R> CompletableFuture<Done<R>> carryOut(Object command, Request request) {
                throw new IllegalStateException("nobody asks this ledger for anything");
            }
        };
    }
}
