package laroue.api.command;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import laroue.api.command.FirstUses.FirstUse;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.Euros;
import laroue.value.NoteKind;
import laroue.value.Notes;
import laroue.value.Refusal;
import laroue.value.Refusal.AccountClosed;
import laroue.value.Refusal.AccountFrozen;
import laroue.value.Refusal.AccountNotEmpty;
import laroue.value.Refusal.AlreadyDone;
import laroue.value.Refusal.AlreadySpent;
import laroue.value.Refusal.BeforeItExisted;
import laroue.value.Refusal.CardLocked;
import laroue.value.Refusal.CodeResembles;
import laroue.value.Refusal.DeskNotEmpty;
import laroue.value.Refusal.DuplicateReference;
import laroue.value.Refusal.EurosDoNotAddUp;
import laroue.value.Refusal.GuaranteeShort;
import laroue.value.Refusal.IdempotencyKeyReused;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Refusal.IssuanceStopped;
import laroue.value.Refusal.ItemRefused;
import laroue.value.Refusal.LimitExceeded;
import laroue.value.Refusal.MemberAlready;
import laroue.value.Refusal.MerchantNotApproved;
import laroue.value.Refusal.NoSuchAccount;
import laroue.value.Refusal.NotAMember;
import laroue.value.Refusal.NotEnoughNotes;
import laroue.value.Refusal.NotFound;
import laroue.value.Refusal.NotInCirculation;
import laroue.value.Refusal.NotReconvertible;
import laroue.value.Refusal.NotThePrice;
import laroue.value.Refusal.NotesDoNotAddUp;
import laroue.value.Refusal.ReferenceUnusable;
import laroue.value.Refusal.RefundExceedsPayment;
import laroue.value.Refusal.SecondPersonNeeded;
import laroue.value.Refusal.SelfPayment;
import laroue.value.Refusal.SeriesWithdrawn;
import laroue.value.Refusal.SessionAlreadyClosed;
import laroue.value.Refusal.SessionAlreadyOpen;
import laroue.value.Refusal.SessionChanged;
import laroue.value.Refusal.SessionNotOpen;
import laroue.value.Refusal.SumTooLarge;
import laroue.value.Refusal.TooLate;
import laroue.value.Refusal.TooMany;
import laroue.value.Refusal.WrongPin;
import org.jspecify.annotations.Nullable;

/** The problem that each refusal of the ledger is, in one switch. */
public final class RefusalProblems {

    /** Status of a batch that was refused whole, whichever item was the reason. */
    private static final int BATCH_REFUSED = 422;

    private RefusalProblems() {}

    /** The problem that a refusal is; a new kind of refusal does not compile until it has its line here. */
    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case NoSuchAccount it -> noSuchAccount(it.account().number());
            case NotFound it ->
                Problem.of(
                        ProblemType.NOT_FOUND,
                        Sentence.of("not-found.kind", Map.of("kind", word("kind.", it.what()), "id", it.id())));
            case DuplicateReference it -> duplicate(it, null);
            case ReferenceUnusable it ->
                Problem.of(
                        ProblemType.REFERENCE_UNUSABLE,
                        Sentence.of("reference-unusable.named", Map.of("reference", it.reference())),
                        Map.of("reference", it.reference()));
            case AlreadyDone _ -> Problem.of(ProblemType.ALREADY_DONE);
            case CodeResembles it ->
                Problem.of(
                        ProblemType.ALREADY_DONE,
                        Sentence.of("already-done.code", Map.of("asked", it.asked(), "association", it.existing())),
                        Map.of("association", it.existing().code(), "asked", it.asked()));
            case TooMany it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        Sentence.of("limit-exceeded.many", Map.of("most", it.most(), "what", word("many.", it.what()))),
                        Map.of("limit", it.what(), "most", it.most()));
            case SumTooLarge _ ->
                Problem.of(ProblemType.LIMIT_EXCEEDED, Sentence.of("limit-exceeded.sum"), Map.of("limit", "sum"));
            case AccountNotEmpty it ->
                Problem.of(
                        ProblemType.ACCOUNT_NOT_EMPTY,
                        Sentence.of(
                                "account-not-empty.left",
                                Map.of("balance", it.balance(), "reconversions", it.acceptedReconversions())),
                        Map.of(
                                "balanceCents",
                                it.balance().cents(),
                                "acceptedReconversions",
                                it.acceptedReconversions()));
            case InsufficientBalance it ->
                Problem.of(
                        ProblemType.INSUFFICIENT_BALANCE,
                        Sentence.of(
                                "insufficient-balance.available",
                                Map.of("available", it.available(), "asked", it.asked())),
                        Map.of(
                                "availableCents",
                                it.available().cents(),
                                "askedCents",
                                it.asked().cents()));
            case AccountFrozen it ->
                Problem.of(
                        ProblemType.ACCOUNT_FROZEN,
                        Sentence.of("account-frozen.account", Map.of("account", it.account())),
                        account(it.account()));
            case AccountClosed it ->
                Problem.of(
                        ProblemType.ACCOUNT_CLOSED,
                        Sentence.of("account-closed.account", Map.of("account", it.account())),
                        account(it.account()));
            case NotAMember it -> notAMember(it);
            case MerchantNotApproved it ->
                Problem.of(
                        ProblemType.MERCHANT_NOT_APPROVED,
                        Sentence.of("merchant-not-approved.account", Map.of("account", it.account())),
                        account(it.account()));
            case NotReconvertible _ -> Problem.of(ProblemType.NOT_RECONVERTIBLE);
            case WrongPin _ -> Problem.of(ProblemType.WRONG_PIN);
            case CardLocked it ->
                Problem.of(ProblemType.CARD_LOCKED, Sentence.of("card-locked.card", Map.of("card", it.card())));
            case LimitExceeded it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        Sentence.of("limit-exceeded.amount", Map.of("what", limit(it.what()), "limit", it.limit())),
                        Map.of("limit", it.what(), "limitCents", it.limit().cents()));
            case BeforeItExisted it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        Sentence.of(
                                "limit-exceeded.not-before",
                                Map.of("since", BusinessDay.of(it.since()), "what", article(it.what()))),
                        Map.of("limit", "not-before", "since", it.since().toString()));
            case TooLate it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        Sentence.of("limit-exceeded.late-entry", Map.of("days", it.days(), "earliest", it.earliest())),
                        Map.of(
                                "limit",
                                "late-entry",
                                "limitDays",
                                it.days(),
                                "earliest",
                                it.earliest().toString()));
            case MemberAlready it ->
                Problem.of(
                        ProblemType.ALREADY_DONE,
                        Sentence.of("already-done.member", Map.of("account", it.account(), "until", it.until())),
                        Map.of("membershipUntil", it.until().toString(), "override", "again"));
            case RefundExceedsPayment it ->
                Problem.of(
                        ProblemType.REFUND_EXCEEDS_PAYMENT,
                        Sentence.of("refund-exceeds-payment.left", Map.of("refundable", it.refundable())),
                        Map.of("refundableCents", it.refundable().cents()));
            case IssuanceStopped it ->
                Problem.of(
                        ProblemType.ISSUANCE_STOPPED,
                        Sentence.of("issuance-stopped.association", Map.of("association", it.association())),
                        Map.of("association", it.association().code()));
            case GuaranteeShort it ->
                Problem.of(
                        ProblemType.GUARANTEE_SHORT,
                        Sentence.of(
                                "guarantee-short.available", Map.of("available", it.available(), "asked", it.asked())),
                        Map.of(
                                "availableEuroCents",
                                it.available().cents(),
                                "askedEuroCents",
                                it.asked().cents()));
            case SelfPayment _ -> Problem.of(ProblemType.SELF_PAYMENT);
            case IdempotencyKeyReused _ -> Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED);
            case AlreadySpent it ->
                Problem.of(
                        ProblemType.ALREADY_SPENT,
                        Sentence.of(
                                "already-spent.available", Map.of("available", it.available(), "issued", it.issued())),
                        Map.of(
                                "availableCents",
                                it.available().cents(),
                                "issuedCents",
                                it.issued().cents()));
            case ItemRefused it -> ofItem(of(it.because()), it.index());
            case SessionNotOpen _ -> Problem.of(ProblemType.SESSION_NOT_OPEN);
            case SessionAlreadyOpen _ -> Problem.of(ProblemType.SESSION_ALREADY_OPEN);
            case SessionChanged _ -> Problem.of(ProblemType.SESSION_CHANGED);
            case SessionAlreadyClosed _ -> Problem.of(ProblemType.SESSION_ALREADY_CLOSED);
            case DeskNotEmpty _ -> Problem.of(ProblemType.DESK_NOT_EMPTY);
            case NotEnoughNotes it ->
                Problem.of(
                        ProblemType.NOT_ENOUGH_NOTES,
                        Sentence.of("not-enough-notes.missing", Map.of("missing", Amounts.denominations(it.missing()))),
                        Map.of("missing", denominations(it.missing())));
            case NotInCirculation it ->
                Problem.of(
                        ProblemType.NOT_ENOUGH_NOTES,
                        Sentence.of("not-enough-notes.in-circulation", Map.of("kinds", Amounts.kinds(it.kinds()))),
                        Map.of("missing", byIssuer(it.kinds())));
            case EurosDoNotAddUp it ->
                Problem.of(
                        ProblemType.NOTES_DO_NOT_ADD_UP,
                        Sentence.of(
                                "notes-do-not-add-up.total", Map.of("expected", it.expected(), "given", it.given())),
                        Map.of(
                                "expectedCents",
                                it.expected().cents(),
                                "givenCents",
                                it.given().cents(),
                                "expectedEuroCents",
                                it.expected().cents(),
                                "givenEuroCents",
                                it.given().cents()));
            case NotesDoNotAddUp it ->
                Problem.of(
                        ProblemType.NOTES_DO_NOT_ADD_UP,
                        Sentence.of(
                                "notes-do-not-add-up.total", Map.of("expected", it.expected(), "given", it.given())),
                        Map.of(
                                "expectedCents",
                                it.expected().cents(),
                                "givenCents",
                                it.given().cents()));
            case NotThePrice it ->
                Problem.of(
                        ProblemType.NOTES_DO_NOT_ADD_UP,
                        Sentence.of(
                                "notes-do-not-add-up.price",
                                Map.of("prices", List.copyOf(it.prices()), "paid", it.paid())),
                        Map.of(
                                "pricesEuroCents",
                                it.prices().stream().map(Euros::cents).toList(),
                                "givenCents",
                                it.paid().cents()));
            case SeriesWithdrawn it ->
                Problem.of(
                        ProblemType.NOT_RECONVERTIBLE,
                        Sentence.of("not-reconvertible.series", Map.of("series", it.series(), "since", it.since())),
                        Map.of(
                                "series",
                                it.series().toString(),
                                "since",
                                it.since().toString()));
            case SecondPersonNeeded _ -> Problem.of(ProblemType.SECOND_PERSON_NEEDED);
        };
    }

    /** Of an account that the caller may not look into: what is there, the payer sees. */
    static Problem insufficientBalanceOfAnother(InsufficientBalance it) {
        return Problem.of(
                ProblemType.INSUFFICIENT_BALANCE,
                Sentence.of("insufficient-balance.of-another", Map.of("asked", it.asked())),
                Map.of("askedCents", it.asked().cents()));
    }

    /** What was used before: by its id, and where the caller may know, what it was and when. */
    static Problem duplicate(DuplicateReference it, @Nullable FirstUse use) {
        var members = new HashMap<String, Object>();
        members.put("reference", it.reference());
        members.put("first", it.first().toString());
        var gaps = new HashMap<String, Object>();
        gaps.put("reference", it.reference());
        gaps.put("first", it.first());
        if (use != null) {
            members.put("firstDay", use.day().toString());
            gaps.put("day", Sentence.of("duplicate-reference.day", Map.of("day", use.day())));
            if (use.amount() != null) {
                members.put("firstAmountCents", use.amount().cents());
                gaps.put("roues", Sentence.of("duplicate-reference.amount", Map.of("amount", use.amount())));
            }
            if (use.euros() != null) {
                members.put("firstAmountEuroCents", use.euros().cents());
                gaps.put("euros", Sentence.of("duplicate-reference.amount", Map.of("amount", use.euros())));
            }
            if (use.account() != null) {
                members.put("firstAccount", use.account().number());
                gaps.put("account", Sentence.of("duplicate-reference.account", Map.of("account", use.account())));
            }
        }
        return Problem.of(ProblemType.DUPLICATE_REFERENCE, Sentence.of("duplicate-reference.first", gaps), members);
    }

    /** No account has such a number, or its check digit is wrong. */
    public static Problem noSuchAccount(String number) {
        return Problem.of(
                ProblemType.NO_SUCH_ACCOUNT,
                number.equals(AccountNumber.NOBODYS.number())
                        ? Sentence.of("no-such-account.wrong-digit")
                        : Sentence.of("no-such-account.number", Map.of("number", number)));
    }

    /** The problem of a batch that was refused whole because of one item. */
    public static Problem ofItem(Problem because, int index) {
        var members = new HashMap<>(because.members());
        members.put("index", index);
        return new Problem(
                because.type(),
                BATCH_REFUSED,
                Sentence.of("batch.item", Map.of("index", index, "because", because.sentence())),
                members,
                List.of());
    }

    private static Map<String, Object> account(AccountNumber number) {
        return Map.of("account", number.number());
    }

    private static Problem notAMember(NotAMember it) {
        var until = it.until();
        return until == null
                ? Problem.of(
                        ProblemType.NOT_A_MEMBER, Sentence.of("not-a-member.never", Map.of("account", it.account())))
                : Problem.of(
                        ProblemType.NOT_A_MEMBER,
                        Sentence.of("not-a-member.ended", Map.of("account", it.account(), "until", until)),
                        Map.of("membershipUntil", until.toString()));
    }

    /** Which ones and not how many: who counts at the end of the day must not have been told what there is (rule 29). */
    private static Map<String, List<Integer>> denominations(Notes notes) {
        var kinds = new TreeMap<String, List<Integer>>();
        notes.counts()
                .keySet()
                .forEach(it -> kinds.computeIfAbsent(it.series().toString(), _ -> new ArrayList<>())
                        .add(it.denomination()));
        return kinds;
    }

    private static Map<String, List<Integer>> byIssuer(SortedSet<NoteKind> kinds) {
        return kinds.stream()
                .collect(Collectors.groupingBy(
                        it -> it.issuer().code(), TreeMap::new, Collectors.mapping(NoteKind::denomination, toList())));
    }

    private static Sentence limit(String what) {
        return switch (what) {
            case "minimum", "cap" -> Sentence.of("limit." + what);
            default -> Sentence.of("limit.ceiling");
        };
    }

    private static Sentence article(String what) {
        var key = key("article.", what);
        return Sentence.of(Sentences.has(key) ? key : "article.other");
    }

    /** What the ledger calls something, in the words of people; as it is where there is none. */
    private static Sentence word(String list, String what) {
        var key = key(list, what);
        return Sentences.has(key) ? Sentence.of(key) : Sentence.asIs(what);
    }

    private static String key(String list, String what) {
        return list + what.replace(' ', '-');
    }
}
