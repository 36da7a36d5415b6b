package laroue.api.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import laroue.api.command.ProblemException;
import laroue.api.command.ProblemType;
import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.http.Call;
import laroue.api.http.Commands;
import laroue.api.http.CountedNotes;
import laroue.api.http.Fields;
import laroue.api.http.Money;
import laroue.api.http.Written;
import laroue.api.security.Caller;
import laroue.api.security.CardReader;
import laroue.api.security.CardReader.CardReaders;
import laroue.association.MembershipPrice;
import laroue.association.Rules;
import laroue.conversion.Reconversion;
import laroue.decision.LedgerState;
import laroue.decision.Operation;
import laroue.desk.Counter;
import laroue.desk.Counter.Done;
import laroue.desk.Counter.TakenBack;
import laroue.desk.Desk;
import laroue.desk.DeskCommand.Change;
import laroue.desk.DeskCommand.CounterCommand;
import laroue.desk.DeskCommand.DepositNotes;
import laroue.desk.DeskCommand.ReconvertNotes;
import laroue.desk.DeskCommand.StampNotes;
import laroue.desk.DeskCommand.UndoOperation;
import laroue.desk.DeskCommand.WithdrawNotes;
import laroue.desk.DeskEvent.Served;
import laroue.desk.Means;
import laroue.desk.SessionReference;
import laroue.payment.PaymentCommand.ReadCard;
import laroue.register.Memos;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.Euros;
import laroue.value.Notes;
import laroue.value.OperationId;
import laroue.value.Roues;
import laroue.value.Series;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator does at the counter, for the member or the merchant who stands before it. */
@RestController
class CounterController {

    private final Commands commands;
    private final DeskBooks books;
    private final LedgerState ledgerState;
    private final Memos words;
    private final CardReaders cards;

    CounterController(Commands commands, DeskBooks books, LedgerState ledgerState, Memos words, CardReaders cards) {
        this.cards = cards;
        this.commands = commands;
        this.books = books;
        this.ledgerState = ledgerState;
        this.words = words;
    }

    /**
     * What went over the counter, for the paper that the customer takes along. It tells nothing of the account.
     *
     * @param notes those that were handed out, or handed back
     * @param amountEuroCents all that was paid in euros
     */
    @JsonInclude(Include.NON_EMPTY)
    record Receipt(
            String id,
            String session,
            String kind,
            String account,
            Instant at,
            Map<String, Object> notes,
            @Nullable Long digitalCents,
            @Nullable Membership membership,
            @Nullable String means,
            @Nullable String cardReference,
            @Nullable Long amountEuroCents,
            @Nullable Integer stampYear,
            @Nullable Long grossCents,
            @Nullable Long feeCents,
            @Nullable Long netCents,
            @Nullable String state) {

        static Receipt of(Done done, Optional<Series> current) {
            var served = done.served();
            var over = served.over();
            var means = over.means();
            var stamps = served.stamps();
            var reconversion = done.reconversion();
            return new Receipt(
                    done.operation().id().toString(),
                    served.session().toString(),
                    Written.of(served.service()),
                    served.account().number(),
                    done.operation().at(),
                    CountedNotes.write(
                            stamps == null ? over.given().mixedWith(over.returned()) : stamps.notes(), current),
                    over.digital().isZero() ? null : over.digital().cents(),
                    Membership.of(served, current),
                    means == null ? null : Written.of(means),
                    over.cardReference(),
                    means == null ? null : over.euros().cents(),
                    stamps == null ? null : stamps.year(),
                    cents(reconversion, Reconversion::gross),
                    cents(reconversion, Reconversion::fee),
                    cents(reconversion, Reconversion::net),
                    reconversion == null ? null : Written.of(reconversion.status()));
        }

        private static @Nullable Long cents(@Nullable Reconversion of, Function<Reconversion, Roues> part) {
            return of == null ? null : part.apply(of).cents();
        }
    }

    /** A membership on the same receipt, paid in euros or in notes. */
    @JsonInclude(Include.NON_EMPTY)
    record Membership(LocalDate until, @Nullable Long amountEuroCents, Map<String, Object> notesReceived) {
        static @Nullable Membership of(Served served, Optional<Series> current) {
            var taken = served.membership();
            var own = served.over().own();
            return taken == null
                    ? null
                    : new Membership(
                            taken.until(),
                            own.isZero() ? null : own.cents(),
                            CountedNotes.write(served.over().earned(), current));
        }
    }

    /** A membership is paid in euros or in notes: one of the two. */
    record Fee(Euros euros, Notes notes, boolean again) {

        static final Fee NONE = new Fee(Euros.ZERO, Notes.NONE, false);

        static Fee of(@Nullable Fields it, Optional<Series> current, Map<MembershipPrice, Euros> prices) {
            if (it == null) {
                return NONE;
            }
            var price = it.oneOfOrNull("price", MembershipPrice.class);
            if (price != null && !it.has("amountEuroCents") && !it.has("notesReceived")) {
                var set = prices.get(price);
                if (set == null) {
                    throw it.wrong("price", Sentence.of("field.no-price"));
                }
                return new Fee(set, Notes.NONE, it.flag("again"));
            }
            if (it.has("amountEuroCents") == it.has("notesReceived")) {
                throw it.wrong("amountEuroCents", Sentence.of("field.euros-or-notes"));
            }
            return it.has("amountEuroCents")
                    ? new Fee(it.euros("amountEuroCents"), Notes.NONE, it.flag("again"))
                    : new Fee(Euros.ZERO, Given.notes(it, "notesReceived", current), it.flag("again"));
        }

        boolean isNone() {
            return euros.isZero() && notes.isEmpty();
        }
    }

    record NewChange(
            @Nullable SessionReference session,
            AccountNumber account,
            Notes notes,
            Roues digital,
            Fee fee,
            @Nullable Means means,
            @Nullable Euros handedOver,
            @Nullable String cardReference,
            @Nullable Instant effectiveAt) {

        static NewChange of(Fields it, Optional<Series> current, Function<LocalDate, Rules> rules, Instant now) {
            var digital = it.rouesOrNull("digitalCents");
            var means = it.oneOfOrNull("means", Means.class);
            var effectiveAt = Given.effectiveAt(it);
            var day = BusinessDay.of(effectiveAt == null ? now : effectiveAt);
            var prices = rules.apply(day).pricesOfMembership();
            var change = new NewChange(
                    Given.session(it),
                    Given.account(it),
                    CountedNotes.readOrNone(it, "notes", current),
                    digital == null ? Roues.ZERO : digital,
                    Fee.of(it.objectOrNull("membership"), current, prices),
                    means,
                    it.eurosOrNull("amountEuroCents"),
                    Given.cardReference(it, means),
                    effectiveAt);
            change.check(it);
            return change;
        }

        private void check(Fields it) {
            if (notes.isEmpty() && digital.isZero() && fee.isNone()) {
                throw it.wrong("notes", Sentence.of("field.something-to-change"));
            }
            if (Roues.MOST_ASKED.isLessThan(owed().atPar())) {
                throw it.wrong("notes", Sentence.of("field.too-much"));
            }
            if (owed().isZero() != (means == null)) {
                throw it.wrong("means", means == null ? Sentence.of("field.means") : Sentence.of("field.no-euros"));
            }
        }

        private Euros owed() {
            return notes.value().plus(digital).atPar().plus(fee.euros());
        }
    }

    @Money
    @PostMapping("/v1/desks/{d}/changes")
    ResponseEntity<String> change(Caller caller, @PathVariable String d, Call call) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var asked = call.read(it -> NewChange.of(
                it,
                current,
                day -> books.rules(desk.association(), day),
                commands.operation().at()));
        var command = new Change(
                commands.operation(asked.effectiveAt()),
                desk.id(),
                asked.session(),
                asked.account(),
                asked.notes(),
                asked.digital(),
                asked.fee().euros(),
                asked.fee().notes(),
                asked.means(),
                asked.handedOver(),
                asked.cardReference(),
                asked.fee().again());
        return serve(caller, call, command, current);
    }

    record Invoice(
            @Nullable SessionReference session,
            AccountNumber account,
            Notes notes,
            String number,
            @Nullable Instant effectiveAt) {
        static Invoice of(Fields it, Optional<Series> current) {
            return new Invoice(
                    Given.session(it),
                    Given.account(it),
                    Given.notes(it, "notes", current),
                    it.text("invoiceNumber", 200),
                    Given.effectiveAt(it));
        }
    }

    @Money
    @PostMapping("/v1/desks/{d}/reconversions")
    ResponseEntity<String> reconvert(Caller caller, @PathVariable String d, Call call) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var asked = call.read(it -> Invoice.of(it, current));
        var command = new ReconvertNotes(
                commands.operation(asked.effectiveAt()),
                desk.id(),
                asked.session(),
                asked.account(),
                asked.notes(),
                asked.number());
        return serve(caller, call, command, current);
    }

    /** Notes of a holder, and nothing else. */
    record NotesOf(
            @Nullable SessionReference session,
            AccountNumber account,
            Notes notes,
            @Nullable Instant effectiveAt) {
        static NotesOf of(Fields it, Optional<Series> current) {
            return new NotesOf(
                    Given.session(it), Given.account(it), Given.notes(it, "notes", current), Given.effectiveAt(it));
        }
    }

    @Money
    @PostMapping("/v1/desks/{d}/deposits")
    ResponseEntity<String> deposit(Caller caller, @PathVariable String d, Call call) {
        return withNotes(
                caller,
                d,
                call,
                (operation, desk, it) ->
                        new DepositNotes(operation, desk.id(), it.session(), it.account(), it.notes()));
    }

    @Money
    @PostMapping("/v1/desks/{d}/withdrawals")
    ResponseEntity<String> withdraw(Caller caller, @PathVariable String d, Call call) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var asked = call.read(it -> Withdrawing.of(it, current));
        var given = asked.notes();
        var card = asked.card();
        return serve(
                caller,
                call,
                new WithdrawNotes(
                        commands.operation(given.effectiveAt()),
                        desk.id(),
                        given.session(),
                        given.account(),
                        given.notes(),
                        card == null ? null : card.read(cards.of(caller))),
                current);
    }

    /** Notes out of an account, with the holder's card where the holder says so. */
    record Withdrawing(NotesOf notes, @Nullable ShownCard card) {
        static Withdrawing of(Fields it, Optional<Series> current) {
            var card = it.objectOrNull("card");
            return new Withdrawing(
                    NotesOf.of(it, current),
                    card == null ? null : new ShownCard(card.anyText("number"), card.anyText("pin")));
        }
    }

    record ShownCard(String number, String pin) {

        /** An unknown card is no word of anybody's, and is answered like a wrong PIN. */
        ReadCard read(CardReader reader) {
            var known = reader.read(number, pin);
            if (known == null) {
                throw new ProblemException(ProblemType.WRONG_PIN);
            }
            return known;
        }
    }

    private interface Asked {
        CounterCommand command(Operation operation, Desk desk, NotesOf asked);
    }

    private ResponseEntity<String> withNotes(Caller caller, String d, Call call, Asked asked) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var given = call.read(it -> NotesOf.of(it, current));
        return serve(caller, call, asked.command(commands.operation(given.effectiveAt()), desk, given), current);
    }

    record Stamping(
            @Nullable SessionReference session,
            AccountNumber account,
            int year,
            Notes notes,
            @Nullable Means means,
            @Nullable Euros handedOver,
            @Nullable String cardReference,
            @Nullable Instant effectiveAt) {
        static Stamping of(Fields it, Optional<Series> current) {
            var means = it.oneOfOrNull("means", Means.class);
            return new Stamping(
                    Given.session(it),
                    Given.account(it),
                    (int) it.whole("year", 2_000, 2_999),
                    Given.notes(it, "notes", current),
                    means,
                    it.eurosOrNull("amountEuroCents"),
                    Given.cardReference(it, means),
                    Given.effectiveAt(it));
        }
    }

    @Money
    @PostMapping("/v1/desks/{d}/stamps")
    ResponseEntity<String> stamp(Caller caller, @PathVariable String d, Call call) {
        var desk = books.desk(d);
        var current = books.current(desk.association());
        var asked = call.read(it -> Stamping.of(it, current));
        var command = new StampNotes(
                commands.operation(asked.effectiveAt()),
                desk.id(),
                asked.session(),
                asked.account(),
                asked.year(),
                asked.notes(),
                asked.means(),
                asked.handedOver(),
                asked.cardReference());
        return serve(caller, call, command, current);
    }

    private ResponseEntity<String> serve(Caller caller, Call call, CounterCommand command, Optional<Series> current) {
        return commands.carryOut(caller.client(), call, command, (Done it) -> Receipt.of(it, current), 201);
    }

    record UndoReason(
            @Nullable SessionReference session,
            String reason,
            @Nullable Instant effectiveAt) {
        static UndoReason of(Fields it) {
            return new UndoReason(Given.session(it), Given.reason(it), Given.effectiveAt(it));
        }
    }

    record Undone(String id, String undone) {}

    @Money
    @PostMapping("/v1/desks/{d}/operations/{id}/undo")
    ResponseEntity<String> undo(Caller caller, @PathVariable String d, @PathVariable String id, Call call) {
        var said = call.read(UndoReason::of);
        var desk = books.desk(d);
        var of = OperationId.parse(id).orElseThrow(Problems::notFound);
        var account = Counter.served(ledgerState, of).map(Served::account).orElseThrow(Problems::notFound);
        var operation = commands.operation(said.effectiveAt());
        commands.unlessPreview(call, () -> words.enter(operation.id(), account, said.reason()));
        return commands.carryOut(
                caller.client(),
                call,
                new UndoOperation(operation, desk.id(), said.session(), of),
                (TakenBack it) ->
                        new Undone(it.operation().id().toString(), it.of().toString()),
                200);
    }
}
