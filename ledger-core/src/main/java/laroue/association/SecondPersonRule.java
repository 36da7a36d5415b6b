package laroue.association;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import laroue.value.Euros;
import org.jspecify.annotations.Nullable;

/**
 * Which acts wait until another person confirms them.
 *
 * @param acts those that wait; none where nothing was decided
 * @param issuanceAbove an issuance of so much or less does not wait; null where each does
 */
public record SecondPersonRule(
        Set<SecondPersonAct> acts, @Nullable Euros issuanceAbove) {

    /** Each acts alone. */
    public static final SecondPersonRule NONE = new SecondPersonRule(Set.of(), null);

    public SecondPersonRule {
        acts = Collections.unmodifiableSet(copied(acts));
        if (issuanceAbove != null && (issuanceAbove.isNegative() || !acts.contains(SecondPersonAct.ISSUANCE))) {
            throw new IllegalArgumentException("an amount for issuances: " + issuanceAbove + ", " + acts);
        }
    }

    /** Whether an act waits, whatever its amount. */
    public boolean holds(SecondPersonAct act) {
        return acts.contains(act);
    }

    /** Whether an issuance of this amount waits. */
    public boolean holdsIssuance(Euros amount) {
        return holds(SecondPersonAct.ISSUANCE) && (issuanceAbove == null || issuanceAbove.isLessThan(amount));
    }

    /** Whether something that waits by the other rule would not wait by this one. */
    public boolean isWeakerThan(SecondPersonRule other) {
        return !acts.containsAll(other.acts) || (other.holds(SecondPersonAct.ISSUANCE) && letsMorePass(other));
    }

    private boolean letsMorePass(SecondPersonRule other) {
        return issuanceAbove != null && (other.issuanceAbove == null || other.issuanceAbove.isLessThan(issuanceAbove));
    }

    /** In one order: equal rules are written in equal bytes. */
    private static Set<SecondPersonAct> copied(Collection<SecondPersonAct> acts) {
        return acts.isEmpty() ? EnumSet.noneOf(SecondPersonAct.class) : EnumSet.copyOf(acts);
    }
}
