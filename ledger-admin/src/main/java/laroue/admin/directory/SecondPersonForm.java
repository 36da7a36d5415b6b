package laroue.admin.directory;

import java.util.Collection;
import java.util.EnumSet;
import laroue.admin.frame.Form;
import laroue.admin.frame.Formats;
import laroue.api.http.Written;
import laroue.association.SecondPersonAct;
import laroue.association.SecondPersonRule;
import laroue.value.Euros;

/** Which acts a second person confirms, as boxes that are ticked, and from which issuance on. */
final class SecondPersonForm {

    private static final String ACTS = "secondPerson";

    private static final String ABOVE = "secondPersonIssuanceAbove";

    private SecondPersonForm() {}

    /** Ticks the boxes of a form that nobody has typed in. */
    static void offer(Form form, SecondPersonRule rule, Formats formats) {
        offer(form, rule.acts());
        var above = rule.issuanceAbove();
        if (above != null) {
            form.with(ABOVE, formats.typed(above.atPar()));
        }
    }

    static void offer(Form form, Collection<SecondPersonAct> acts) {
        if (!form.isSent()) {
            form.with(ACTS, acts.stream().map(Written::of).toList());
        }
    }

    /** What was ticked; the form knows what is wrong. */
    static SecondPersonRule read(Form form) {
        var acts = EnumSet.noneOf(SecondPersonAct.class);
        for (var typed : form.values(ACTS)) {
            Written.read(typed, SecondPersonAct.class)
                    .ifPresentOrElse(acts::add, () -> form.wrong(ACTS, "directory.second-person.wrong"));
        }
        var above = form.amount(ABOVE);
        if (above.isPresent() && !acts.contains(SecondPersonAct.ISSUANCE)) {
            form.wrong(ABOVE, "directory.second-person.above.wrong");
            return SecondPersonRule.NONE;
        }
        return new SecondPersonRule(acts, above.map(it -> new Euros(it.cents())).orElse(null));
    }
}
