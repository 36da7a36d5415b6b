package laroue.admin.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure as it stands on the dashboard, with what it means.
 *
 * @param meaning what it is, and how it is known
 * @param value with its unit
 * @param parts what it is made of, or what else is to be said; one line each
 * @param change against the period before; null where there is nothing to compare
 * @param alert whether somebody should look after it
 */
record Tile(
        Meaning meaning,
        String value,
        List<String> parts,
        @Nullable String change,
        boolean alert) {}
