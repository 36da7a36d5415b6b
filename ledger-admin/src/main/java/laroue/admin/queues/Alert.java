package laroue.admin.queues;

import java.time.Instant;
import java.time.LocalDate;
import laroue.account.Account.Status;
import laroue.association.State;
import laroue.register.AbuseLog.Abuse;
import laroue.register.Verifications.Verified;
import laroue.value.AssociationCode;
import laroue.value.BusinessDay;
import laroue.view.Unfolded;
import laroue.view.circulation.Circulation;
import laroue.view.circulation.Identities.Identity;
import laroue.view.statement.ReturnedMoney.Returned;
import org.jspecify.annotations.Nullable;

/** Something that is not as it should be, found by looking at the books as they are. */
sealed interface Alert {

    /** Whom it concerns; null where it is all of them. */
    @Nullable
    String concerned();

    /** Since when; null where the books do not tell. */
    @Nullable
    Instant since();

    /** Names what it is called. */
    default String kind() {
        return switch (this) {
            case Overdue _ -> "overdue";
            case Uncovered _ -> "uncovered";
            case NotActive _ -> "not-active";
            case Broken _ -> "broken";
            case Faulty _ -> "faulty";
            case Unsaved _ -> "unsaved";
            case Guessing _ -> "guessing";
            case LeftOut _ -> "left-out";
            case CameBack _ -> "returned";
        };
    }

    /** Euros lie at a desk for longer than its association allows (rule 14). */
    record Overdue(AssociationCode association, String deskName, Instant since, LocalDate remitBy) implements Alert {
        @Override
        public String concerned() {
            return association.code();
        }
    }

    /** What is owed is more than what backs it, with all that is on its way counted. */
    record Uncovered(
            AssociationCode association,
            Circulation figures,
            @Nullable Instant since) implements Alert {

        long missingCents() {
            return figures.debtCents() - figures.extendedBackingCents();
        }

        @Override
        public String concerned() {
            return association.code();
        }
    }

    /** The association decided to issue no more, or to end. */
    record NotActive(AssociationCode association, State state, LocalDate from) implements Alert {
        @Override
        public String concerned() {
            return association.code();
        }

        @Override
        public Instant since() {
            return BusinessDay.start(from);
        }
    }

    /** The two sides of an identity differ: a bug, or somebody wrote into the database. */
    record Broken(Identity identity) implements Alert {
        @Override
        public @Nullable String concerned() {
            return identity.association();
        }

        @Override
        public @Nullable Instant since() {
            return null;
        }
    }

    /**
     * A backup could not be made, or did not come back when it was tried, or the last one is old.
     *
     * @param fault what was wrong; empty where the last one is old
     */
    record Unsaved(Trouble trouble, Instant since, String fault) implements Alert {

        /** Named as the last part of the keys of what is said about it. */
        enum Trouble {
            NOT_MADE,
            NOT_RESTORED,
            OLD
        }

        @Override
        public @Nullable String concerned() {
            return null;
        }
    }

    /** A view could not fold an event, and leaves out what concerns the association from there on. */
    record LeftOut(Unfolded unfolded) implements Alert {
        @Override
        public @Nullable String concerned() {
            return unfolded.association().isEmpty() ? null : unfolded.association();
        }

        @Override
        public Instant since() {
            return unfolded.foundAt();
        }
    }

    /** Roues came back to an account whose holder cannot use them. */
    record CameBack(Returned returned) implements Alert {
        @Override
        public String concerned() {
            return returned.association().code();
        }

        @Override
        public Instant since() {
            return returned.since();
        }

        /** The last part of the keys of what is said about it. */
        String why() {
            if (!returned.nameless()) {
                return "frozen";
            }
            return returned.status() == Status.FROZEN ? "frozen-nameless" : "nameless";
        }
    }

    /** The last verification of the whole ledger found what does not agree. */
    record Faulty(Verified verified) implements Alert {
        @Override
        public @Nullable String concerned() {
            return null;
        }

        @Override
        public Instant since() {
            return verified.at();
        }
    }

    /** Somebody was made to wait, for secrets, codes or PINs were guessed; it is gone a day after the last time. */
    record Guessing(Abuse abuse) implements Alert {
        @Override
        public @Nullable String concerned() {
            var association = abuse.association();
            return association == null ? null : association.code();
        }

        @Override
        public Instant since() {
            return abuse.firstAt();
        }
    }
}
