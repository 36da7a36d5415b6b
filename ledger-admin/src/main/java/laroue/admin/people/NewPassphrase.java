package laroue.admin.people;

import java.util.Locale;
import java.util.Optional;
import laroue.admin.frame.Form;
import laroue.api.security.Invitations;
import laroue.register.Login;

/** A passphrase as a form asks for it, twice. */
final class NewPassphrase {

    static final String FIELD = "passphrase";

    private static final String AGAIN = "again";

    private NewPassphrase() {}

    /** The passphrase; empty where the form knows why there is none. */
    static Optional<String> read(Form form, Invitations invitations, Login login) {
        var typed = form.typed(FIELD);
        if (typed.isBlank()) {
            form.wrong(FIELD, "form.missing");
        } else if (!typed.equals(form.typed(AGAIN))) {
            form.wrong(AGAIN, "people.passphrase.differs");
        } else {
            invitations
                    .complaint(login, typed)
                    .ifPresent(it ->
                            form.wrong(FIELD, "people.passphrase." + it.name().toLowerCase(Locale.ROOT)));
        }
        return form.isComplete() ? Optional.of(typed) : Optional.empty();
    }
}
