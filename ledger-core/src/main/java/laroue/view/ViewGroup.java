package laroue.view;

import java.time.Duration;
import java.util.List;

/**
 * Views that are made by one processor, and so always stand at the same position. What the counter needs at once is not
 * in a group with what the dashboards need.
 *
 * @param name of the processor, as {@code view.progress} has it
 * @param pace the least time from one batch to the next: what may be seen later is cheaper, for more of it is done at once
 * @param underLoad the same while much is written
 */
public record ViewGroup(String name, Duration pace, Duration underLoad, List<View> views) {

    public ViewGroup {
        views = List.copyOf(views);
    }
}
