package laroue.view.usage;

import java.math.BigInteger;

/** Times weighted by amounts. Times are microseconds since 1970. */
final class MeanTimes {

    private MeanTimes() {}

    /** The mean of two times, by amount, to the microsecond. */
    static long mean(long cents, long micros, long otherCents, long otherMicros) {
        double share = (double) otherCents / ((double) cents + otherCents);
        return micros + Math.round((double) (otherMicros - micros) * share);
    }

    /** An amount times a time; what was typed in late may have left before it entered, and was there for no time. */
    static BigInteger centMicros(long cents, long fromMicros, long toMicros) {
        return BigInteger.valueOf(cents).multiply(BigInteger.valueOf(Math.max(0, toMicros - fromMicros)));
    }
}
