package laroue.api.desk;

import laroue.api.command.Problems;
import laroue.api.command.Sentence;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.value.AssociationCode;
import org.jspecify.annotations.Nullable;

/**
 * Whose shipments and remittances a list is limited to: an operator's are those of the own desk, whatever is asked for.
 *
 * @param association null for all
 * @param desk null for all
 */
record Concerned(
        @Nullable AssociationCode association, @Nullable String desk) {

    static Concerned of(Caller caller, Access access, @Nullable String association, @Nullable String desk) {
        boolean operator = caller.isOnlyOperator();
        var own = caller.desk();
        if (operator && (own == null || (desk != null && !desk.equals(own)))) {
            throw Problems.notFound();
        }
        return new Concerned(association(caller, access, association), operator ? own : desk);
    }

    private static @Nullable AssociationCode association(Caller caller, Access access, @Nullable String code) {
        if (code == null) {
            return caller.limitedTo().orElse(null);
        }
        if (!AssociationCode.isWellFormed(code)) {
            throw Problems.malformed("association", Sentence.of("field.association"));
        }
        var association = new AssociationCode(code);
        access.requireAssociation(caller, association);
        return association;
    }
}
