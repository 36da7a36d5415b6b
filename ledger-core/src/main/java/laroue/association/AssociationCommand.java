package laroue.association;

import java.time.LocalDate;
import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.value.Euros;
import laroue.value.HolderKind;
import laroue.value.Roues;
import org.jspecify.annotations.Nullable;

/** What one may ask of an association, and what needs its rules or its state to be decided. */
public sealed interface AssociationCommand {

    Operation operation();

    /**
     * A new issuer.
     *
     * @param account its own account, numbered before
     * @param rules that it gives itself with its founding; null for none
     */
    record FoundAssociation(
            Operation operation,
            AssociationCode association,
            AccountNumber account,
            @Nullable Rules rules) implements AssociationCommand {

        /** Without rules of its own. */
        public FoundAssociation(Operation operation, AssociationCode association, AccountNumber account) {
            this(operation, association, account, null);
        }
    }

    record SetRules(Operation operation, AssociationCode association, Rules rules) implements AssociationCommand {

        public SetRules {
            BusinessDay.require(rules.from());
            if (rules.fees().size() > Rules.MOST_CLASSES) {
                throw new IllegalArgumentException(rules.fees().size() + " classes of merchants");
            }
        }
    }

    record DecideState(Operation operation, AssociationCode association, State state, LocalDate from)
            implements AssociationCommand {

        public DecideState {
            BusinessDay.require(from);
        }
    }

    /**
     * Opens an account; its number is drawn before, its holder stands in the register before.
     *
     * @param kind anything but a professional: a merchant's account is opened with the merchant
     * @param membershipUntil the last day of a membership that it starts with; null without one
     */
    record OpenAccount(
            Operation operation,
            AccountNumber account,
            HolderKind kind,
            @Nullable String commune,
            @Nullable LocalDate membershipUntil)
            implements AssociationCommand {

        public OpenAccount {
            if (kind == HolderKind.PROFESSIONAL) {
                throw new IllegalArgumentException("the account of a merchant is opened with the merchant");
            }
            if (membershipUntil != null && !membershipUntil.equals(BusinessDay.WITHOUT_END)) {
                BusinessDay.require(membershipUntil);
            }
        }
    }

    /** A membership paid in euros, into operating (rules 13 and 21). */
    record PayMembershipInEuros(Operation operation, AccountNumber account, Euros amount)
            implements AssociationCommand {

        public PayMembershipInEuros {
            amount.atPar().asked();
        }
    }

    /** A membership paid in roues, from the member's account to the association's own (rule 21). */
    record PayMembershipInRoues(Operation operation, AccountNumber account, Roues amount)
            implements AssociationCommand {

        public PayMembershipInRoues {
            amount.asked();
        }
    }
}
