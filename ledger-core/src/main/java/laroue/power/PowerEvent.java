package laroue.power;

import java.util.List;
import java.util.Set;
import laroue.decision.LedgerEvent;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the power to act. Ids are opaque: whose they are is in the register alone. What is above all associations
 * concerns none.
 */
public sealed interface PowerEvent extends LedgerEvent {

    /** The id of a client or of an access; of a person, where it is about a passphrase or a second factor. */
    String client();

    /** Where it holds; null above all associations. */
    @Nullable
    AssociationCode association();

    @Override
    default String stream() {
        return Power.stream(client());
    }

    @Override
    default Set<AssociationCode> associations() {
        var association = association();
        return association == null ? Set.of() : Set.of(association);
    }

    /**
     * A client or an access was entered.
     *
     * @param roles as they are written in JSON, in order
     * @param account whose money it can move; null where it is staff's
     * @param desk which it operates; null for all others
     * @param ofPerson whether it is an access of a person: it opens nothing before another one has seen whose it is
     */
    record PowerGranted(
            String client,
            @Nullable AssociationCode association,
            List<String> roles,
            @Nullable AccountNumber account,
            @Nullable String desk,
            boolean ofPerson)
            implements PowerEvent {

        public PowerGranted {
            roles = List.copyOf(roles);
        }
    }

    /** It has a new secret, or a person was given a link to choose a passphrase. */
    record SecretChanged(
            String client,
            @Nullable AssociationCode association,
            @Nullable AccountNumber account) implements PowerEvent {}

    /** A second person has seen whose it is, or has said that it is a program. */
    record PowerBegun(
            String client,
            @Nullable AssociationCode association,
            @Nullable AccountNumber account) implements PowerEvent {}

    /** It opens nothing any more, for ever. */
    record PowerEnded(
            String client,
            @Nullable AssociationCode association,
            @Nullable AccountNumber account) implements PowerEvent {}

    /** A second factor is asked for from here on. */
    record FactorSet(String client, @Nullable AssociationCode association) implements PowerEvent {}

    /** A second factor was taken away, by two persons. */
    record FactorForgotten(String client, @Nullable AssociationCode association) implements PowerEvent {}
}
