package laroue.admin.directory;

import laroue.admin.frame.Form;
import laroue.api.security.Access;
import laroue.api.security.Caller;
import laroue.value.AssociationCode;
import org.springframework.stereotype.Component;

/** The association that something new belongs to: the caller's own; who stands above all says which. */
@Component
final class Homes {

    private static final String FIELD = "association";

    private final Access access;

    Homes(Access access) {
        this.access = access;
    }

    /** Fills the field of a form that nobody has typed in. */
    void offer(Caller caller, Form form) {
        caller.limitedTo().ifPresent(it -> form.with(FIELD, it.code()));
    }

    /** The one that the form names; where it names none, the form is not complete, and the answer is of no use. */
    AssociationCode of(Caller caller, Form form) {
        var typed = form.text(FIELD, 10);
        if (!AssociationCode.isWellFormed(typed)) {
            form.wrong(FIELD, "directory.association.wrong");
            return new AssociationCode("0");
        }
        var association = new AssociationCode(typed);
        access.requireAssociation(caller, association);
        return association;
    }
}
