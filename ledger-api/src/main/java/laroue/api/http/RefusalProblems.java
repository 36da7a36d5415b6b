package laroue.api.http;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import laroue.api.http.FirstUses.FirstUse;
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

/** What each refusal of the ledger looks like over HTTP, in one switch. */
public final class RefusalProblems {

    /** Status of a batch that was refused whole, whichever item was the reason. */
    private static final int BATCH_REFUSED = 422;

    private static final String REFERENCE_ADVICE =
            "Recopiez le numéro que la banque, le bordereau ou la facture porte ; s'il n'y en a pas, formez-en un qui ne"
                    + " serve qu'une fois, par exemple la date et le montant.";

    private static final String HOW_TO_JOIN =
            " Elle se prend à un comptoir de son association, au besoin dans la même opération que le change.";

    private RefusalProblems() {}

    /** The problem that a refusal is; a new kind of refusal does not compile until it has its line here. */
    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case NoSuchAccount it -> noSuchAccount(it.account().number());
            case NotFound it ->
                Problem.of(ProblemType.NOT_FOUND, "Il n'y a pas de " + kind(it.what()) + " « " + it.id() + " ».");
            case DuplicateReference it -> duplicate(it, null);
            case ReferenceUnusable it ->
                Problem.of(
                        ProblemType.REFERENCE_UNUSABLE,
                        "« " + it.reference() + " » ne désigne aucun mouvement précis. " + REFERENCE_ADVICE,
                        Map.of("reference", it.reference()));
            case AlreadyDone _ -> Problem.of(ProblemType.ALREADY_DONE);
            case CodeResembles it ->
                Problem.of(
                        ProblemType.ALREADY_DONE,
                        "Le code « " + it.asked() + " » ressemble à celui de l'association " + it.existing()
                                + ", qui existe déjà.",
                        Map.of("association", it.existing().code(), "asked", it.asked()));
            case TooMany it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        "Une association a " + it.most() + " " + many(it.what()) + " au plus.",
                        Map.of("limit", it.what(), "most", it.most()));
            case SumTooLarge _ ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        "Une somme ou un nombre de billets deviendrait plus grand que ce que le registre peut tenir.",
                        Map.of("limit", "sum"));
            case AccountNotEmpty it ->
                Problem.of(
                        ProblemType.ACCOUNT_NOT_EMPTY,
                        "Il reste " + Amounts.roues(it.balance()) + " et " + it.acceptedReconversions()
                                + " reconversion(s) en attente.",
                        Map.of(
                                "balanceCents",
                                it.balance().cents(),
                                "acceptedReconversions",
                                it.acceptedReconversions()));
            case InsufficientBalance it ->
                Problem.of(
                        ProblemType.INSUFFICIENT_BALANCE,
                        "Il y a " + Amounts.roues(it.available()) + " ; " + Amounts.roues(it.asked())
                                + " sont demandées.",
                        Map.of(
                                "availableCents",
                                it.available().cents(),
                                "askedCents",
                                it.asked().cents()));
            case AccountFrozen it ->
                Problem.of(
                        ProblemType.ACCOUNT_FROZEN,
                        "Le compte " + it.account() + " est bloqué.",
                        account(it.account()));
            case AccountClosed it ->
                Problem.of(
                        ProblemType.ACCOUNT_CLOSED, "Le compte " + it.account() + " est fermé.", account(it.account()));
            case NotAMember it -> notAMember(it);
            case MerchantNotApproved it ->
                Problem.of(
                        ProblemType.MERCHANT_NOT_APPROVED,
                        "Le compte " + it.account() + " n'est pas celui d'un professionnel agréé.",
                        account(it.account()));
            case NotReconvertible _ -> Problem.of(ProblemType.NOT_RECONVERTIBLE);
            case WrongPin _ -> Problem.of(ProblemType.WRONG_PIN);
            case CardLocked it -> Problem.of(ProblemType.CARD_LOCKED, "La carte " + it.card() + " est bloquée.");
            case LimitExceeded it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        limit(it.what()) + " : " + Amounts.roues(it.limit()) + ".",
                        Map.of("limit", it.what(), "limitCents", it.limit().cents()));
            case BeforeItExisted it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        "Cette opération ne peut pas dater d'avant le " + Amounts.day(BusinessDay.of(it.since()))
                                + " : " + article(it.what()) + " n'existait pas encore.",
                        Map.of("limit", "not-before", "since", it.since().toString()));
            case TooLate it ->
                Problem.of(
                        ProblemType.LIMIT_EXCEEDED,
                        "L'association laisse saisir " + it.days() + " jours en arrière, ici jusqu'au "
                                + Amounts.day(it.earliest()) + ".",
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
                        "Le compte " + it.account() + " était déjà à jour à cette date, jusqu'au "
                                + Amounts.day(it.until())
                                + ". Si c'est bien une seconde adhésion, redemandez-la avec « again ».",
                        Map.of("membershipUntil", it.until().toString(), "override", "again"));
            case RefundExceedsPayment it ->
                Problem.of(
                        ProblemType.REFUND_EXCEEDS_PAYMENT,
                        "Il reste " + Amounts.roues(it.refundable()) + " à rembourser au plus.",
                        Map.of("refundableCents", it.refundable().cents()));
            case IssuanceStopped it ->
                Problem.of(
                        ProblemType.ISSUANCE_STOPPED,
                        "L'association " + it.association() + " a décidé de ne plus le faire.",
                        Map.of("association", it.association().code()));
            case GuaranteeShort it ->
                Problem.of(
                        ProblemType.GUARANTEE_SHORT,
                        "Le compte dédié contient " + Amounts.euros(it.available()) + " ; " + Amounts.euros(it.asked())
                                + " doivent en sortir.",
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
                        "Il ne reste que " + Amounts.roues(it.available()) + " des " + Amounts.roues(it.issued())
                                + " émises.",
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
                        "Il n'y a pas assez de billets de " + Amounts.denominations(it.missing()) + ".",
                        Map.of("missing", denominations(it.missing())));
            case NotInCirculation it ->
                Problem.of(
                        ProblemType.NOT_ENOUGH_NOTES,
                        "Il n'y a pas autant de billets de " + Amounts.kinds(it.kinds())
                                + " en circulation : recomptez, puis vérifiez la coupure et l'émetteur.",
                        Map.of("missing", byIssuer(it.kinds())));
            case EurosDoNotAddUp it ->
                Problem.of(
                        ProblemType.NOTES_DO_NOT_ADD_UP,
                        "Le total est de " + Amounts.euros(it.expected()) + ", et non de " + Amounts.euros(it.given())
                                + ".",
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
                        "Le total est de " + Amounts.roues(it.expected()) + ", et non de " + Amounts.roues(it.given())
                                + ".",
                        Map.of(
                                "expectedCents",
                                it.expected().cents(),
                                "givenCents",
                                it.given().cents()));
            case NotThePrice it ->
                Problem.of(
                        ProblemType.NOTES_DO_NOT_ADD_UP,
                        "Une adhésion coûte "
                                + it.prices().stream().map(Amounts::euros).collect(Collectors.joining(" ou "))
                                + ", et non " + Amounts.euros(it.paid()) + ".",
                        Map.of(
                                "pricesEuroCents",
                                it.prices().stream().map(Euros::cents).toList(),
                                "givenCents",
                                it.paid().cents()));
            case SeriesWithdrawn it ->
                Problem.of(
                        ProblemType.NOT_RECONVERTIBLE,
                        "Les billets de la série " + it.series() + " ne sont plus acceptés ici depuis le "
                                + Amounts.day(it.since()) + ".",
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
                "Il n'y a pas " + Amounts.roues(it.asked()) + " sur ce compte.",
                Map.of("askedCents", it.asked().cents()));
    }

    /** What was used before: by its id, and where the caller may know, what it was and when. */
    static Problem duplicate(DuplicateReference it, @Nullable FirstUse use) {
        var members = new HashMap<String, Object>();
        members.put("reference", it.reference());
        members.put("first", it.first().toString());
        var detail = new StringBuilder("« " + it.reference() + " » a déjà servi");
        if (use != null) {
            members.put("firstDay", use.day().toString());
            detail.append(" le ").append(Amounts.day(use.day()));
            if (use.amount() != null) {
                members.put("firstAmountCents", use.amount().cents());
                detail.append(", pour ").append(Amounts.roues(use.amount()));
            }
            if (use.euros() != null) {
                members.put("firstAmountEuroCents", use.euros().cents());
                detail.append(", pour ").append(Amounts.euros(use.euros()));
            }
            if (use.account() != null) {
                members.put("firstAccount", use.account().number());
                detail.append(", pour le compte ").append(use.account());
            }
        }
        detail.append(", dans l'opération ").append(it.first()).append('.');
        return Problem.of(ProblemType.DUPLICATE_REFERENCE, detail.toString(), members);
    }

    /** No account has such a number, or its check digit is wrong. */
    public static Problem noSuchAccount(String number) {
        return Problem.of(
                ProblemType.NO_SUCH_ACCOUNT,
                number.equals(AccountNumber.NOBODYS.number())
                        ? "Aucun compte ne porte ce numéro : un de ses chiffres est faux."
                        : "Aucun compte ne porte le numéro « " + number + " ».");
    }

    /** The problem of a batch that was refused whole because of one item. */
    public static Problem ofItem(Problem because, int index) {
        var members = new HashMap<>(because.members());
        members.put("index", index);
        return new Problem(
                because.type(),
                BATCH_REFUSED,
                "Élément " + index + " : " + because.detail() + " Rien du lot n'a été fait.",
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
                        ProblemType.NOT_A_MEMBER, "Le compte " + it.account() + " n'a pas d'adhésion." + HOW_TO_JOIN)
                : Problem.of(
                        ProblemType.NOT_A_MEMBER,
                        "L'adhésion du compte " + it.account() + " a pris fin le " + Amounts.day(until) + "."
                                + HOW_TO_JOIN,
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

    private static String kind(String what) {
        return switch (what) {
            case "payment" -> "paiement";
            case "issuance" -> "émission";
            case "reconversion" -> "reconversion";
            case "merchant" -> "professionnel";
            case "association" -> "association";
            case "card" -> "carte";
            case "desk" -> "comptoir";
            case "operation" -> "opération";
            case "shipment" -> "envoi";
            case "remittance" -> "remise";
            case "remitted cheque" -> "chèque remis";
            case "card receipt" -> "paiement par carte qui attend la banque";
            case "difference" -> "écart";
            case "series" -> "série";
            case "note" -> "coupure";
            case "stamp campaign" -> "campagne de tampons";
            case "waiting act", "command that waits" -> "acte qui attend une confirmation";
            default -> what;
        };
    }

    private static String many(String what) {
        return switch (what) {
            case "rules" -> "règles datées";
            case "states" -> "états datés";
            case "changes" -> "changements datés d'un même professionnel";
            case "series" -> "séries de billets";
            case "kinds" -> "coupures en circulation";
            default -> what;
        };
    }

    private static String article(String what) {
        return switch (what) {
            case "account" -> "le compte";
            case "merchant" -> "le professionnel";
            case "desk" -> "le comptoir";
            case "association" -> "l'association";
            case "vault" -> "le coffre";
            case "shipment" -> "l'envoi";
            case "remittance" -> "la remise";
            case "reconversion" -> "la reconversion";
            default -> "ce que l'opération concerne";
        };
    }

    private static String limit(String what) {
        return switch (what) {
            case "minimum" -> "Le minimum d'une reconversion est de";
            case "cap" -> "Le plafond de reconversion de la période est de";
            default -> "Le plafond du compte est de";
        };
    }
}
