package laroue.admin.upkeep;

/** How many bytes, as a person reads it. */
final class Bytes {

    private static final int KILO = 1_000;

    private Bytes() {}

    static String of(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < (long) KILO * KILO
                ? "%d kB".formatted(bytes / KILO)
                : "%d.%d MB".formatted(bytes / (KILO * KILO), bytes / (KILO * KILO / 10) % 10);
    }
}
