package laroue.api.http;

import java.util.regex.Pattern;

/** What codes of others look like: those of the statistics office, and the names that associations give to classes. */
public final class Codes {

    /** An INSEE code: the department, {@code 2A} and {@code 2B} being Corsica, and the commune. */
    public static final Pattern COMMUNE = Pattern.compile("(?:[0-9]{2}|2[AB])[0-9]{3}");

    /** A class of merchants, each with a fee of its own. */
    public static final Pattern MERCHANT_CLASS = Pattern.compile("[a-z0-9-]{1,40}");

    private Codes() {}
}
