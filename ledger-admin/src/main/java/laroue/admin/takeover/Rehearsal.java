package laroue.admin.takeover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import laroue.account.Account;
import laroue.admin.takeover.HistoryFile.Row;
import laroue.admin.takeover.HistoryFile.Said;
import laroue.admin.takeover.HistoryFile.Text;
import laroue.api.command.Language;
import laroue.api.command.RefusalProblems;
import laroue.association.Association;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.association.Associations;
import laroue.decision.Draft;
import laroue.decision.Operation;
import laroue.decision.UniqueValue;
import laroue.decision.Verdict;
import laroue.file.Cells;
import laroue.file.FileFault;
import laroue.file.TableRow;
import laroue.takeover.TakeOver.Line;
import laroue.takeover.TakeOver.Opening;
import laroue.takeover.TakeOver.What;
import laroue.takeover.TakeOvers;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.HolderKind;
import laroue.value.MerchantId;
import laroue.value.OperationId;
import laroue.value.Refusal;
import laroue.value.Refusal.InsufficientBalance;
import laroue.value.Roues;
import laroue.value.TextKey;
import org.jspecify.annotations.Nullable;

/** A history as it would be written: decided line by line on a draft that is thrown away. Not safe for threads. */
final class Rehearsal {

    /** Instants of the journal are whole microseconds; a file may have had more digits. */
    private static final Duration SAME_INSTANT = Duration.ofNanos(1_000);

    private static final int MOST_NAMED = 30;

    private final AssociationCode association;
    private final Professionals professionals;
    private final Instant now;
    private final Known known;
    private final Draft draft;
    private final AccountNames names;
    private final ToIntFunction<String> serials;
    private final Map<AccountNumber, Opening> openings = new LinkedHashMap<>();
    private final Map<AccountNumber, Opening> notYetWritten = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<OperationId, Line> byOperation = new HashMap<>();
    private final Set<TextKey> creditedByFaults = new HashSet<>();
    private final Set<AccountNumber> individualsWhoReconvert = new TreeSet<>();
    private final @Nullable FoundAssociation founding;
    private final @Nullable String whyNotFounded;
    private Instant last = Instant.MIN;
    private long knownBefore;
    private long repeated;

    /** @param serials the next number of a kind */
    Rehearsal(
            AssociationCode association,
            Professionals professionals,
            Instant now,
            Known known,
            AccountNames names,
            ToIntFunction<String> serials) {
        this.association = association;
        this.professionals = professionals;
        this.now = now;
        this.known = known;
        this.names = names;
        this.serials = serials;
        this.draft = new Draft(known).ofHistory();
        this.founding = known.find(Association.TYPE, association.code()).isPresent() ? null : founding();
        this.whyNotFounded = founding != null
                        && new Associations(() -> draft).handle(founding) instanceof Verdict.Refused<AssociationCode> it
                ? RefusalProblems.of(it.refusal()).detail(Language.FRENCH)
                : null;
    }

    private FoundAssociation founding() {
        return new FoundAssociation(
                Operation.asked(OperationId.fresh(now.toEpochMilli()), now), association, nextAccount());
    }

    AssociationCode association() {
        return association;
    }

    /** What founds the association that is missing; null if there is one. */
    @Nullable
    FoundAssociation foundation() {
        return founding;
    }

    /** Why the association that is missing cannot be founded, in French; null if it can. */
    @Nullable
    String whyNotFounded() {
        return whyNotFounded;
    }

    List<Line> lines() {
        return lines;
    }

    long knownBefore() {
        return knownBefore;
    }

    /** Lines that stand in the file a second time, with the same content. */
    long repeated() {
        return repeated;
    }

    /** Looks at the lines that come next, so that what is known of them is asked for once. */
    void foresee(List<Row> rows) {
        known.foresee(rows.stream()
                .map(Row::said)
                .filter(Objects::nonNull)
                .flatMap(this::waysToKnow)
                .collect(Collectors.toSet()));
    }

    /** Takes the next line up; false if it cannot be, and then its cells say why. */
    boolean accept(Row row) {
        var said = row.said();
        if (said != null && !isKnown(row.cells(), said)) {
            decide(row.cells(), said);
        }
        boolean accepted = row.cells().faults().isEmpty();
        if (!accepted) {
            creditedByFaults.add(TextKey.of(row.cells().raw("to")));
        }
        return accepted;
    }

    /** How a line may have been known: earlier imports kept a reference with the blanks around it. */
    private Stream<UniqueValue> waysToKnow(Said said) {
        return Stream.of(said.reference().text(), said.reference().raw())
                .distinct()
                .map(it -> TakeOvers.known(association, said.what(), it));
    }

    /** Whether it was taken over before, or stands further up; a line that says something else now has a fault. */
    private boolean isKnown(TableRow row, Said said) {
        var before = waysToKnow(said).flatMap(it -> known.line(it).stream()).findFirst();
        var above = before.isPresent() ? Optional.<Line>empty() : furtherUp(said);
        before.ifPresent(it -> compare(row, said, it, "déjà reprise"));
        above.ifPresent(it -> compare(row, said, it, "déjà plus haut dans le fichier"));
        if (row.faults().isEmpty()) {
            knownBefore += before.isPresent() ? 1 : 0;
            repeated += above.isPresent() ? 1 : 0;
        }
        return before.isPresent() || above.isPresent();
    }

    private Optional<Line> furtherUp(Said said) {
        return draft.takenBy(TakeOvers.known(
                        association, said.what(), said.reference().text()))
                .map(operation -> {
                    // Few files repeat a line: what is needed to find one is made when the first does.
                    for (int next = byOperation.size(); next < lines.size(); next++) {
                        byOperation.put(lines.get(next).operation().id(), lines.get(next));
                    }
                    return byOperation.get(operation);
                });
    }

    private void compare(TableRow row, Said said, Line before, String where) {
        var changed = changedColumn(said, before);
        if (changed != null) {
            row.refuse(
                    changed,
                    "la référence %s est %s avec un autre contenu ; avant : %s %s ; maintenant : %s %s"
                            .formatted(
                                    Cells.quoted(said.reference().text()),
                                    where,
                                    before.operation().at(),
                                    content(nameOf(before.from()), nameOf(before.to()), before.amount()),
                                    said.at(),
                                    content(nameOf(said.from()), nameOf(said.to()), said.amount())));
        }
    }

    private @Nullable String changedColumn(Said said, Line before) {
        if (Duration.between(said.at(), before.operation().at()).abs().compareTo(SAME_INSTANT) > 0) {
            return "at";
        }
        if (isAnother(said.from(), before.from())) {
            return "from";
        }
        if (isAnother(said.to(), before.to())) {
            return "to";
        }
        return said.amount().equals(before.amount()) ? null : "amount_cents";
    }

    /** The name of a person who was erased is nobody's any more: it cannot be compared. */
    private boolean isAnother(@Nullable Text name, @Nullable AccountNumber account) {
        return name != null
                && account != null
                && names.hasName(account)
                && !names.find(name).contains(account);
    }

    private @Nullable String nameOf(@Nullable AccountNumber account) {
        return account == null ? null : names.name(account);
    }

    private static @Nullable String nameOf(@Nullable Text name) {
        return name == null ? null : name.text();
    }

    private static String content(@Nullable String from, @Nullable String to, Roues amount) {
        return "%s → %s, %s roues"
                .formatted(
                        from == null ? "(change)" : Cells.quoted(from),
                        to == null ? "(reconversion)" : Cells.quoted(to),
                        French.roues(amount));
    }

    private void decide(TableRow row, Said said) {
        if (said.at().isAfter(now)) {
            row.refuse("at", "%s est dans l'avenir".formatted(said.at()));
        } else if (said.at().isBefore(last)) {
            row.refuse(
                    "at",
                    "%s est avant la ligne précédente, qui est du %s ; les lignes vont dans l'ordre du temps"
                            .formatted(said.at(), last));
        }
        refuseDoubt(row, "from", said.from());
        refuseDoubt(row, "to", said.to());
        if (!row.faults().isEmpty()) {
            return;
        }
        var line = line(said);
        var verdict = draft.attempt(part -> TakeOvers.decide(part, association, line));
        draft.forgetEntries();
        if (verdict instanceof Verdict.Refused<Line> it) {
            refuse(row, said, it.refusal());
            return;
        }
        last = said.at();
        lines.add(line);
        if (said.what() == What.RECONVERSION && line.from() != null && isIndividuals(line.from())) {
            individualsWhoReconvert.add(line.from());
        }
    }

    private void refuseDoubt(TableRow row, String column, @Nullable Text name) {
        if (name != null && names.find(name).size() > 1) {
            row.refuse(
                    column,
                    "%s peut être %s : écrivez l'un de ces noms"
                            .formatted(
                                    Cells.quoted(name.text()),
                                    names.find(name).stream()
                                            .map(this::named)
                                            .sorted()
                                            .collect(Collectors.joining(" ou "))));
        }
    }

    private void refuse(TableRow row, Said said, Refusal refusal) {
        boolean short_ = refusal instanceof InsufficientBalance;
        var of = short_ && said.from() != null ? Cells.quoted(said.from().text()) + " : " : "";
        var hint = short_
                        && said.from() != null
                        && creditedByFaults.contains(said.from().key())
                ? " (une ligne plus haut, en faute, devait créditer ce compte)"
                : "";
        row.refuse(
                short_ ? "amount_cents" : "reference",
                of + RefusalProblems.of(refusal).detail(Language.FRENCH) + hint);
    }

    private Line line(Said said) {
        return new Line(
                Operation.asked(OperationId.fresh(now.toEpochMilli()), said.at()),
                said.what(),
                account(said.from(), said.at()),
                account(said.to(), said.at()),
                said.amount(),
                said.reference().text());
    }

    /** The account of one of the other system's names; opened with the first line that names it. */
    private @Nullable AccountNumber account(@Nullable Text name, Instant at) {
        return name == null ? null : names.find(name).stream().findFirst().orElseGet(() -> open(name, at));
    }

    private AccountNumber open(Text name, Instant at) {
        var account = nextAccount();
        var merchant = professionals.contains(name.key())
                ? MerchantId.of(association, serials.applyAsInt("merchant/" + association))
                : null;
        var opening = new Opening(Operation.asked(OperationId.fresh(now.toEpochMilli()), at), account, merchant);
        names.add(name, account);
        openings.put(account, opening);
        notYetWritten.put(account, opening);
        TakeOvers.open(draft, opening);
        return account;
    }

    private AccountNumber nextAccount() {
        return AccountNumber.of(association, serials.applyAsInt("account/" + association));
    }

    private boolean isIndividuals(AccountNumber account) {
        return draft.find(Account.TYPE, account.number())
                .filter(it -> it.kind() == HolderKind.INDIVIDUAL)
                .isPresent();
    }

    /** The accounts to open, with their names; a name that only lines left out spoke of is not taken over. */
    Map<Opening, String> openings() {
        var used = used();
        var named = new LinkedHashMap<Opening, String>();
        openings.forEach((account, opening) -> {
            if (used.contains(account)) {
                named.put(opening, names.name(account));
            }
        });
        return named;
    }

    private Set<AccountNumber> used() {
        return lines.stream()
                .flatMap(it -> Stream.of(Optional.ofNullable(it.from()), Optional.ofNullable(it.to())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** The accounts that a stretch of lines is the first to name. */
    List<Opening> openingsFor(List<Line> chunk) {
        var first = new ArrayList<Opening>();
        for (var line : chunk) {
            for (var account : Arrays.asList(line.from(), line.to())) {
                var opening = account == null ? null : notYetWritten.remove(account);
                if (opening != null) {
                    first.add(opening);
                }
            }
        }
        return first;
    }

    /** Professionals whom the history writes in another way than their list: they would become individuals. */
    List<FileFault> misspeltProfessionals() {
        var individuals = new HashMap<String, String>();
        openings().forEach((opening, name) -> {
            if (opening.merchant() == null) {
                individuals.putIfAbsent(Resemblance.of(name), name);
            }
        });
        return professionals.misspelt(names.keys(), individuals);
    }

    /** What the person should look at, although it is taken over. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        var used = used();
        var fresh = openings.keySet().stream().filter(used::contains).collect(Collectors.toSet());
        var unused = new HashSet<>(openings.keySet());
        unused.removeAll(used);
        name(
                remarks,
                "probablement la même personne, en plusieurs comptes : %s",
                names.alike(fresh, unused).stream()
                        .map(it -> it.stream().map(this::named).collect(Collectors.joining(" et ")))
                        .toList());
        name(
                remarks,
                "reconvertit sans être dans la liste des professionnels : %s, repris comme particulier",
                individualsWhoReconvert.stream().map(this::named).toList());
        name(
                remarks,
                "est dans la liste des professionnels, mais avait été repris comme particulier : %s",
                alreadyIndividuals());
        return remarks;
    }

    private List<String> alreadyIndividuals() {
        return professionals.listed().values().stream()
                .flatMap(it -> names.find(new Text(it.name(), it.name())).stream())
                .filter(it -> !openings.containsKey(it) && isIndividuals(it))
                .map(this::named)
                .toList();
    }

    private static void name(List<String> remarks, String sentence, List<String> accounts) {
        accounts.stream().limit(MOST_NAMED).map(sentence::formatted).forEach(remarks::add);
        if (accounts.size() > MOST_NAMED) {
            remarks.add(sentence.formatted("et encore %d".formatted(accounts.size() - MOST_NAMED)));
        }
    }

    private String named(AccountNumber account) {
        return "%s (%s)".formatted(Cells.quoted(names.name(account)), account);
    }
}
