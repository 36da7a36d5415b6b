package laroue.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import laroue.account.Account;
import laroue.audit.Verification;
import laroue.decision.LedgerState;
import laroue.decision.Verdict;
import laroue.desk.Count;
import laroue.desk.Counter;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.CloseSession;
import laroue.desk.DeskCommand.ConfirmBanked;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.OpenDesk;
import laroue.desk.DeskCommand.OpenSession;
import laroue.desk.DeskCommand.ReceiveShipment;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.Remit;
import laroue.desk.DeskCommand.ShipOut;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.Desks.CountTaken;
import laroue.desk.Holdings;
import laroue.desk.Means;
import laroue.desk.Remittance;
import laroue.ledger.AnswerFormat;
import laroue.ledger.LedgerBusyException;
import laroue.ledger.NotTheWriterException;
import laroue.ledger.OutcomeUnknownException;
import laroue.ledger.StoredAnswer;
import laroue.runtime.CuttingProxy.Place;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.DeskId;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Roues;
import laroue.value.Series;
import laroue.vault.ShipmentEvent.Pile;
import laroue.vault.VaultCommand.Print;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty desks work at once, each request is sent up to three times at the same time, and the writer's connection is cut
 * again and again. Each desk reckons what it should hold from the answers it got, and nothing else.
 */
class TwentyDesksTest {

    private static final int DESKS = 20;

    private static final int STEPS = 30;

    /** The rest of the work is done in peace, or a slow machine would never come to its end. */
    private static final int CUTS = 30;

    private static final List<Place> PLACES = List.of(Place.values());

    private static final List<Means> MEANS = List.of(Means.values());

    private static final AssociationCode GAP = new AssociationCode("05");

    private static final Series SERIES = new Series(GAP, "2024");

    private static final Notes STOCK = notes(Map.of(1, 60, 5, 60, 10, 60, 13, 20, 20, 40));

    /** The first answer under each key, and how to ask for it again. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private final Map<String, Supplier<TextReply>> again = new ConcurrentHashMap<>();

    /** Digital roues of the member who comes to every desk, by the answers. */
    private final AtomicLong issuedCents = new AtomicLong();

    /** Operations at the counter that were answered as done. */
    private final AtomicLong served = new AtomicLong();

    @Test
    @Tag("slow")
    @DisplayName("rules 3, 6 and 10: twenty desks, requests sent again, connections cut: nothing lost, nothing twice")
    void losesNothingAndDoesNothingTwice() throws IOException, InterruptedException {
        var database = TestPostgres.freshDatabase();
        try (var proxy = CuttingProxy.before(database);
                var ledger = TestLedger.on(proxy.through(database), "laroue.patience-seconds=5")) {
            ledger.founded(GAP.code());
            var everywhere = ledger.member(GAP, 0);
            var clerks = IntStream.range(0, DESKS)
                    .mapToObj(it -> new Clerk(it, ledger, everywhere))
                    .toList();

            work(clerks, proxy);

            var ledgerState = ledger.bean(LedgerState.class);
            for (var clerk : clerks) {
                var desk = ledgerState.find(Desk.TYPE, Desk.stream(clerk.desk)).orElseThrow();
                assertThat(desk.held()).as("held at %s", clerk.desk).isEqualTo(clerk.held());
                assertThat(desk.session()).isEqualTo(clerk.session);
            }
            assertThat(ledgerState
                            .find(Account.TYPE, everywhere.number())
                            .orElseThrow()
                            .balance())
                    .isEqualTo(new Roues(issuedCents.get()));
            assertThat(ledger.count("journal.event where type = 'desk.served.1'"))
                    .isEqualTo(served.get());
            answersStay(ledger);
            assertThat(ledger.bean(Verification.class).run(_ -> {}).fault()).isNull();
            assertThat(proxy.cuts()).isGreaterThanOrEqualTo(PLACES.size());
        }
    }

    private static void work(List<Clerk> clerks, CuttingProxy proxy) throws InterruptedException {
        try (var desks = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = clerks.stream().map(desks::submit).toList();
            for (int n = 0; n < CUTS; n++) {
                var place = PLACES.get(n % PLACES.size());
                if (n % 11 == 10) {
                    proxy.cutNextAndShut(place);
                    Thread.sleep(Duration.ofMillis(200));
                    proxy.open();
                } else {
                    proxy.cutNext(place);
                }
                Thread.sleep(Duration.ofMillis(100));
            }
            proxy.open();
            working.forEach(it -> assertThat(it).succeedsWithin(Duration.ofMinutes(5)));
        }
    }

    /** Every key tells once more what it told, and nothing happens by it. */
    private void answersStay(TestLedger ledger) {
        long events = ledger.count("journal.event");
        again.forEach((key, send) -> {
            var reply = send.get();
            assertThat(reply.replayed()).as(key).isTrue();
            assertThat(reply.body()).as(key).isEqualTo(answers.get(key));
        });
        assertThat(ledger.count("journal.event")).isEqualTo(events);
    }

    private static Notes notes(Map<Integer, Integer> counts) {
        return Notes.of(SERIES, counts);
    }

    /** What is told of an answer: the operation that it names. */
    private record Named<R>(Function<R, OperationId> id) implements AnswerFormat<R> {

        @Override
        public int acceptedCode() {
            return 201;
        }

        @Override
        public StoredAnswer accepted(R answer, @Nullable Long position) {
            return new StoredAnswer(201, id.apply(answer) + " at " + position);
        }

        @Override
        public StoredAnswer refused(Refusal refusal) {
            return new StoredAnswer(422, refusal.toString());
        }
    }

    /** Something that was done at the counter in this session and has not been remitted. */
    private record Last(OperationId operation, Runnable takenBack) {}

    /** The operator of one desk, with a member and a merchant whom nobody else serves. */
    private final class Clerk implements Callable<Void> {

        private final DeskId desk;
        private final TestLedger ledger;
        private final Random random;
        private final AccountNumber everywhere;
        private final AccountNumber member;
        private final AccountNumber shop;
        private final List<OperationId> toRemit = new ArrayList<>();
        private Notes stock = STOCK;
        private Notes returns = Notes.NONE;

        /** Notes that this desk gave out and that have not come back. */
        private Notes given = Notes.NONE;

        private long cash;
        private long cheques;
        private long paper;
        private long digital;
        private long own;
        private @Nullable OperationId session;
        private @Nullable Last last;
        private int keys;

        Clerk(int number, TestLedger ledger, AccountNumber everywhere) {
            this.desk = new DeskId("desk-" + number);
            this.ledger = ledger;
            this.random = new Random(number);
            this.everywhere = everywhere;
            this.member = ledger.member(GAP, 500_00);
            this.shop = ledger.shop(GAP);
            var shipment = new ShipOut(TestLedger.operation(), desk, Pile.STOCK, STOCK, "treasurer");
            for (var command : List.of(
                    new OpenDesk(TestLedger.operation(), desk, GAP, "05061", LocalTime.of(4, 0)),
                    new Print(TestLedger.operation(), GAP, STOCK),
                    shipment,
                    new ReceiveShipment(
                            TestLedger.operation(), shipment.operation().id(), STOCK, "operator"))) {
                assertThat(ledger.<Object>send(command)).isInstanceOf(Verdict.Accepted.class);
            }
        }

        Holdings held() {
            return new Holdings(
                    stock,
                    returns,
                    Notes.NONE,
                    new Euros(cash),
                    new Euros(cheques),
                    new Euros(paper),
                    new Euros(digital),
                    new Euros(own));
        }

        @Override
        public @Nullable Void call() throws InterruptedException {
            open();
            for (int step = 0; step < STEPS; step++) {
                int kind = random.nextInt(100);
                if (kind < 40) {
                    change();
                } else if (kind < 52) {
                    handIn();
                } else if (kind < 62) {
                    deposit();
                } else if (kind < 70) {
                    withdraw();
                } else if (kind < 82) {
                    undo();
                } else if (kind < 90) {
                    remit();
                } else {
                    close();
                    open();
                }
            }
            return null;
        }

        /** Now and then for more notes than there are: refused as often as it is asked. */
        private void change() throws InterruptedException {
            var wanted = random.nextInt(12) == 0
                    ? notes(Map.of(13, 500))
                    : notes(Map.of(5, random.nextInt(3), 10, 1 + random.nextInt(2)));
            long asDigital = random.nextInt(3) * 5_00L;
            long membership = random.nextInt(6) == 0 ? 10_00 : 0;
            long asPaper = wanted.value().cents();
            var means = MEANS.get(random.nextInt(MEANS.size()));
            var card = means == Means.CARD ? "CB " + desk + " " + (keys + 1) : null;
            var done = send(
                    () -> new Change(
                            TestLedger.operation(),
                            desk,
                            null,
                            everywhere,
                            wanted,
                            new Roues(asDigital),
                            new Euros(membership),
                            Notes.NONE,
                            means,
                            new Euros(asPaper + asDigital + membership),
                            card),
                    Clerk::served);
            if (done != null) {
                changed(1, wanted, asDigital, membership, means);
                at(done, () -> changed(-1, wanted, asDigital, membership, means));
                if (means != Means.CARD) {
                    toRemit.add(done);
                }
            }
        }

        private void changed(int sign, Notes wanted, long asDigital, long membership, Means means) {
            stock = sign > 0 ? stock.minus(wanted) : stock.plus(wanted);
            given = sign > 0 ? given.plus(wanted) : given.minus(wanted);
            issuedCents.addAndGet(sign * asDigital);
            long asPaper = wanted.value().cents();
            if (means == Means.CARD) {
                return;
            }
            paper += sign * asPaper;
            digital += sign * asDigital;
            own += sign * membership;
            long sum = sign * (asPaper + asDigital + membership);
            cash += means == Means.CASH ? sum : 0;
            cheques += means == Means.CHEQUE ? sum : 0;
        }

        private void handIn() throws InterruptedException {
            var some = fromPublic();
            if (!some.isEmpty()) {
                var invoice = "N-" + desk + "-" + keys;
                takenIn(
                        some,
                        send(
                                () -> new ReconvertNotes(TestLedger.operation(), desk, shop, some, invoice),
                                Clerk::served));
            }
        }

        private void deposit() throws InterruptedException {
            var some = fromPublic();
            if (!some.isEmpty()) {
                takenIn(some, send(() -> new DepositNotes(TestLedger.operation(), desk, member, some), Clerk::served));
            }
        }

        private void takenIn(Notes some, @Nullable OperationId done) {
            if (done != null) {
                returns = returns.plus(some);
                given = given.minus(some);
                at(done, () -> {
                    returns = returns.minus(some);
                    given = given.plus(some);
                });
            }
        }

        private Notes fromPublic() {
            var ten = notes(Map.of(10, 1));
            return given.contains(ten) ? ten : Notes.NONE;
        }

        private void withdraw() throws InterruptedException {
            var five = notes(Map.of(5, 1));
            var done = send(() -> new WithdrawNotes(TestLedger.operation(), desk, member, five), Clerk::served);
            if (done != null) {
                stock = stock.minus(five);
                given = given.plus(five);
                at(done, () -> {
                    stock = stock.plus(five);
                    given = given.minus(five);
                });
            }
        }

        private void at(OperationId done, Runnable takenBack) {
            served.incrementAndGet();
            last = new Last(done, takenBack);
        }

        private void undo() throws InterruptedException {
            var of = last;
            if (of != null) {
                var done = send(
                        () -> new UndoOperation(TestLedger.operation(), desk, of.operation()),
                        (Counter.TakenBack it) -> it.operation().id());
                if (done != null) {
                    of.takenBack().run();
                    toRemit.remove(of.operation());
                    last = null;
                }
            }
        }

        private void remit() throws InterruptedException {
            if (toRemit.isEmpty()) {
                return;
            }
            var covered = List.copyOf(toRemit);
            var slip = "SLIP-" + desk + "-" + keys;
            var remittance = send(
                    () -> new Remit(TestLedger.operation(), desk, slip, covered, new Euros(cash), new Euros(cheques)),
                    Remittance::id);
            assertThat(remittance).isNotNull();
            if (remittance != null) {
                toRemit.clear();
                last = null;
                cash = 0;
                cheques = 0;
                paper = 0;
                digital = 0;
                own = 0;
                assertThat(send(
                                () -> new ConfirmBanked(TestLedger.operation(), remittance, "BANK-" + slip),
                                Remittance::id))
                        .isEqualTo(remittance);
            }
        }

        private void open() throws InterruptedException {
            var counted = counted();
            session =
                    send(() -> new OpenSession(TestLedger.operation(), desk, counted, "operator"), CountTaken::session);
            assertThat(session).isNotNull();
        }

        /** Every other count misses a note. */
        private void close() throws InterruptedException {
            var one = notes(Map.of(1, 1));
            if (random.nextBoolean() && stock.contains(one)) {
                stock = stock.minus(one);
            }
            var counted = counted();
            assertThat(send(
                            () -> new CloseSession(TestLedger.operation(), desk, counted, "operator"),
                            CountTaken::session))
                    .isEqualTo(session);
            last = null;
        }

        private Count counted() {
            return new Count(stock, returns, Notes.NONE, new Euros(cash), new Euros(cheques));
        }

        private static OperationId served(Counter.Done done) {
            return done.operation().id();
        }

        /** Sends a request one to three times at once, as a page does whose network is bad; null where it is refused. */
        private <R> @Nullable OperationId send(Supplier<?> command, Function<R, OperationId> named)
                throws InterruptedException {
            var key = desk + " " + ++keys;
            Callable<TextReply> call = () -> untilKnown(key, command, named);
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var replies = callers.invokeAll(Collections.nCopies(1 + random.nextInt(3), call)).stream()
                        .map(Future::resultNow)
                        .toList();
                var body = replies.getFirst().body();
                assertThat(replies).extracting(TextReply::body).as(key).containsOnly(body);
                assertThat(replies).filteredOn(it -> !it.replayed()).as(key).hasSizeLessThanOrEqualTo(1);
                answers.put(key, body);
                again.put(key, () -> untilKnown(key, command, named));
                return replies.getFirst().status() == 201
                        ? OperationId.parse(body.substring(0, body.indexOf(' ')))
                                .orElseThrow()
                        : null;
            }
        }

        private <R> TextReply untilKnown(String key, Supplier<?> command, Function<R, OperationId> named) {
            while (true) {
                try {
                    return TextReply.of(ledger.ledger(), command.get(), Plain.request(key, key), new Named<>(named));
                } catch (OutcomeUnknownException | LedgerBusyException | NotTheWriterException notYet) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }
}
