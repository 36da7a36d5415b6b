package laroue.view;

import java.util.List;

/**
 * Views that are made by one processor, and so always stand at the same position. What the counter needs at once is not
 * in a group with what the dashboards need.
 *
 * @param name of the processor, as {@code view.progress} has it
 */
public record ViewGroup(String name, List<View> views) {

    public ViewGroup {
        views = List.copyOf(views);
    }
}
