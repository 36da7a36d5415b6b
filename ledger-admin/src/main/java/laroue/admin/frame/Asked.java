package laroue.admin.frame;

import org.springframework.ui.Model;

/**
 * What became of what a form asked for.
 *
 * @param <R> what the ledger answers the command with
 */
public sealed interface Asked<R> {

    /**
     * Which page follows: that of the form, with the preview or with what is wrong; or another, where what was booked is
     * seen.
     *
     * @param view the page of the form
     * @param onwards a path
     */
    default String leadsTo(Model page, String view, String onwards) {
        return switch (this) {
            case Shown<R> it -> {
                page.addAttribute("preview", it.preview());
                page.addAttribute("waits", it.waits());
                yield view;
            }
            case Booked<R> _ -> "redirect:" + onwards;
            case Waiting<R> it -> it.redirect();
            case Refused<R> _ -> view;
        };
    }

    /**
     * It would be done so; nothing has happened.
     *
     * @param waits whether it would wait for a second person first
     */
    record Shown<R>(R preview, boolean waits) implements Asked<R> {}

    /**
     * It waits for a second person, and nothing has happened yet.
     *
     * @param id under which it waits
     */
    record Waiting<R>(String id) implements Asked<R> {

        /** To the page that tells what waits and who can confirm it. */
        public String redirect() {
            return "redirect:/files/a-confirmer/" + id;
        }
    }

    /**
     * It was booked, now or when the same form was sent before; what is read from now on shows it.
     *
     * @param operation its id in the ledger
     */
    record Booked<R>(String operation) implements Asked<R> {}

    /** The ledger said no, or could not be asked; the form knows why, beside its fields. */
    record Refused<R>() implements Asked<R> {}
}
