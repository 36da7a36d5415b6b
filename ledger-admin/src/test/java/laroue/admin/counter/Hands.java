package laroue.admin.counter;

import com.microsoft.playwright.Page;

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
            for (int steps = 0; steps < TOO_FAR; steps++) {
                if ((boolean) page.locator(what).first().evaluate("it => it === document.activeElement")) {
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
