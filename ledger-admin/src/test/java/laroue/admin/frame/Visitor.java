package laroue.admin.frame;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Somebody who follows links and presses buttons by what stands on them, and reads. */
public record Visitor(Page page) {

    /** Follows the first link of this name. */
    public void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    /** Presses the first button of this name. */
    public void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .first()
                .click();
    }

    /** What a form comes to before it is booked, once it is there. */
    public String preview() {
        press("Voir ce qui sera inscrit");
        return words("#preview");
    }

    /** Books what was shown, until the page after it is there. */
    public void book(String button) {
        press(button);
        page.locator("main .done").waitFor();
    }

    /** What is wrong with a field, once it is told. */
    public String complaint(String field) {
        press("Voir ce qui sera inscrit");
        return words("[id='" + field + "-erreur']");
    }

    /** What stands there, with plain blanks; waits until it does. */
    public String words(String selector) {
        return page.locator(selector)
                .first()
                .textContent()
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ');
    }
}
