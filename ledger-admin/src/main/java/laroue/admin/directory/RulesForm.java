package laroue.admin.directory;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import laroue.admin.frame.Form;
import laroue.admin.frame.Formats;
import laroue.api.http.Codes;
import laroue.api.http.Written;
import laroue.association.MembershipPrice;
import laroue.association.MembershipRule;
import laroue.association.Rules;
import laroue.association.Rules.DeskRules;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Rate;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** The rules of an association as a person types them. A limit that is left blank is none. */
final class RulesForm {

    /** The field of the most that accounts of a kind may hold begins so. */
    static final String CEILING = "ceiling.";

    /** The field of what a membership of a kind costs begins so. */
    static final String PRICE = "price.";

    private static final int LONGEST_REMITTING_DAYS = 3_650;

    /** A class and its fee in hundredths: {@code bio 2,5 %}. */
    private static final Pattern FEE = Pattern.compile("(" + Codes.MERCHANT_CLASS + ")[\\s\\p{Z}]+(.+)");

    private RulesForm() {}

    /** Fills a form that nobody has typed in with rules to start from. */
    static void offer(Form form, Rules rules, LocalDate from, Formats formats) {
        var fees = rules.fees().entrySet().stream()
                .map(it -> it.getKey() + " " + formats.rate(it.getValue()))
                .collect(Collectors.joining("\n"));
        var desks = rules.ofDesks();
        SecondPersonForm.offer(form, rules.ofSecondPerson(), formats);
        form.with("from", from.toString())
                .with("fees", fees)
                .with("minimum", typed(rules.minimum(), formats))
                .with("cap", typed(rules.cap(), formats))
                .with("period", Written.of(rules.period()))
                .with("membership", Written.of(rules.membership()))
                .with("secondPersonAbove", typed(desks.secondPersonAbove(), formats))
                .with("remitWithinDays", String.valueOf(desks.remitWithinDays()))
                .with("lateEntryDays", String.valueOf(desks.mostLateDays()));
        for (var kind : MembershipPrice.values()) {
            var price = rules.pricesOfMembership().get(kind);
            form.with(PRICE + Written.of(kind), typed(price == null ? null : price.atPar(), formats));
        }
        for (var kind : HolderKind.values()) {
            form.with(CEILING + Written.of(kind), typed(rules.ceilingOf(kind), formats));
        }
    }

    /** The rules that were typed; empty where the form knows what is wrong. */
    static Optional<Rules> read(Form form) {
        var from = form.required("from", form.day("from"));
        var fees = fees(form);
        var minimum = limit(form, "minimum");
        var cap = limit(form, "cap");
        var period = form.required("period", form.oneOf("period", Rules.Period.class));
        var membership = form.required("membership", form.oneOf("membership", MembershipRule.class));
        var ceilings = ceilings(form);
        var prices = prices(form);
        var above = form.required("secondPersonAbove", form.amount("secondPersonAbove"));
        var days = form.whole("remitWithinDays", 1, LONGEST_REMITTING_DAYS, "directory.days.wrong");
        var late = form.whole("lateEntryDays", 0, LONGEST_REMITTING_DAYS, "directory.days.wrong");
        var secondPerson = SecondPersonForm.read(form);
        return form.isComplete()
                ? Optional.of(new Rules(
                        from.orElseThrow(),
                        fees,
                        minimum,
                        cap,
                        period.orElseThrow(),
                        membership.orElseThrow(),
                        ceilings,
                        new DeskRules(above.orElseThrow(), days.orElseThrow(), late.orElseThrow()),
                        prices,
                        secondPerson))
                : Optional.empty();
    }

    private static String typed(@Nullable Roues amount, Formats formats) {
        return amount == null ? "" : formats.typed(amount);
    }

    private static @Nullable Roues limit(Form form, String name) {
        var typed = form.amount(name);
        if (typed.filter(Roues::isZero).isPresent()) {
            form.wrong(name, "directory.limit.wrong");
        }
        return typed.orElse(null);
    }

    private static Map<MembershipPrice, Euros> prices(Form form) {
        var prices = new EnumMap<MembershipPrice, Euros>(MembershipPrice.class);
        for (var kind : MembershipPrice.values()) {
            var price = limit(form, PRICE + Written.of(kind));
            if (price != null) {
                prices.put(kind, price.atPar());
            }
        }
        return prices;
    }

    private static Map<HolderKind, Roues> ceilings(Form form) {
        var ceilings = new EnumMap<HolderKind, Roues>(HolderKind.class);
        for (var kind : HolderKind.values()) {
            var ceiling = limit(form, CEILING + Written.of(kind));
            if (ceiling != null) {
                ceilings.put(kind, ceiling);
            }
        }
        return ceilings;
    }

    /** One class a line, none of them twice; the standard fee is among them, even where it is nothing. */
    private static Map<String, Rate> fees(Form form) {
        var fees = new HashMap<String, Rate>();
        for (var line : form.value("fees").lines().filter(it -> !it.isBlank()).toList()) {
            var typed = FEE.matcher(line.strip());
            var rate = typed.matches() ? Rate.ofPercent(typed.group(2)) : Optional.<Rate>empty();
            if (rate.isEmpty() || fees.put(typed.group(1), rate.get()) != null) {
                form.wrong("fees", "directory.fees.wrong");
            }
        }
        if (fees.putIfAbsent(Rules.STANDARD, Rate.NONE) == null) {
            form.wrong("fees", "directory.fees.standard");
        }
        if (fees.size() > Rules.MOST_CLASSES) {
            form.wrong("fees", "directory.fees.many", Rules.MOST_CLASSES);
        }
        return fees;
    }
}
