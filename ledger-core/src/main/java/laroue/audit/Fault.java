package laroue.audit;

import org.jspecify.annotations.Nullable;

/**
 * What does not agree.
 *
 * @param position where
 */
record Fault(long position, String what) {

    /** Whichever is further to the front; of two at one position the first, which knows more. */
    static @Nullable Fault first(@Nullable Fault one, @Nullable Fault other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.position() < one.position() ? other : one;
    }

    @Override
    public String toString() {
        return "position %d: %s".formatted(position, what);
    }
}
