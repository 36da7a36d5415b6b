package laroue.merchant;

import java.time.LocalDate;
import laroue.decision.Operation;
import laroue.value.AccountNumber;
import laroue.value.BusinessDay;
import laroue.value.MerchantId;
import org.jspecify.annotations.Nullable;

/** What one may ask of a merchant. */
public sealed interface MerchantCommand {

    Operation operation();

    MerchantId merchant();

    /** A business applies; its account is opened with it. Ids are drawn before, its name stands in the register before. */
    record ApplyAsMerchant(
            Operation operation,
            MerchantId merchant,
            AccountNumber account,
            Siret siret,
            String sector,
            String commune,
            String merchantClass,
            @Nullable LocalDate membershipUntil)
            implements MerchantCommand {

        public ApplyAsMerchant {
            if (membershipUntil != null) {
                BusinessDay.require(membershipUntil);
            }
        }
    }

    record ApproveMerchant(Operation operation, MerchantId merchant) implements MerchantCommand {}

    record SuspendMerchant(Operation operation, MerchantId merchant) implements MerchantCommand {}

    record LeaveNetwork(Operation operation, MerchantId merchant) implements MerchantCommand {}

    /**
     * From a day on its sector, its class or its name is another. A new name stands in the register before.
     *
     * @param sector null where it stays
     * @param merchantClass null where it stays
     */
    record ChangeMerchant(
            Operation operation,
            MerchantId merchant,
            LocalDate from,
            @Nullable String sector,
            @Nullable String merchantClass,
            boolean renamed)
            implements MerchantCommand {

        public ChangeMerchant {
            BusinessDay.require(from);
        }
    }
}
