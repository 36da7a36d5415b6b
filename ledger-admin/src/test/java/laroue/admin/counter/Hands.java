package laroue.admin.counter;

import com.microsoft.playwright.Page;
import java.util.Objects;

/** How a person works a page: with a mouse, or with a keyboard and nothing else. */
interface Hands {

    /** Writes into a field, instead of what was there. */
    void type(String field, String text);

    /** Follows a link, presses a button, ticks a box. */
    void press(String what);

    /** Points at things. */
    record Mouse(Page page) implements Hands {

        @Override
        public void type(String field, String text) {
            page.locator(field).click();
            page.locator(field).fill(text);
        }

        @Override
        public void press(String what) {
            page.locator(what).first().click();
        }
    }

    /** Walks from one thing to the next with the tabulator, and sees to it that the focus can be seen. */
    record Keyboard(Page page) implements Hands {

        private static final int TOO_FAR = 150;

        /**
         * How often the tabulator can be pressed without a look at where it is: some less than there are stops from the focus to
         * what is wanted. Asking after each press takes longer than pressing.
         */
        private static final String STOPS_BEFORE = """
                wanted => {
                    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                        .filter(it => !it.disabled && it.tabIndex >= 0 && it.getClientRects().length > 0
                            && (it.type !== 'radio' || it.checked));
                    return Math.max(0, stops.indexOf(wanted) - stops.indexOf(document.activeElement) - 4);
                }
                """;

        @Override
        public void type(String field, String text) {
            walkTo(field);
            page.keyboard().press("Control+a");
            page.keyboard().press("Delete");
            page.keyboard().type(text);
        }

        @Override
        public void press(String what) {
            if ("radio".equals(page.locator(what).first().getAttribute("type"))) {
                choose(what);
            } else {
                walkTo(what);
                page.keyboard().press("Enter");
            }
        }

        /** The tabulator comes to the one that is chosen; the arrows choose another. */
        private void choose(String one) {
            walkTo("input[name=" + page.locator(one).first().getAttribute("name") + "]:checked");
            while (!page.locator(one).first().isChecked()) {
                page.keyboard().press("ArrowDown");
            }
        }

        private void walkTo(String what) {
            page.locator(what).first().waitFor();
            var wanted = Objects.requireNonNull(page.locator(what).first().elementHandle());
            for (int ahead = (int) wanted.evaluate(STOPS_BEFORE); ahead > 0; ahead--) {
                page.keyboard().press("Tab");
            }
            for (int steps = 0; steps < TOO_FAR; steps++) {
                if ((boolean) wanted.evaluate("it => it === document.activeElement")) {
                    requireFocusSeen();
                    return;
                }
                page.keyboard().press("Tab");
            }
            throw new AssertionError("the keyboard does not reach " + what + " on " + page.url());
        }

        private void requireFocusSeen() {
            var outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
            if ("none".equals(outline)) {
                throw new AssertionError("the focus is not seen on " + page.url());
            }
        }
    }
}
