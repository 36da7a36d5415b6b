package laroue.writer;

/** Makes a writer believe that it is the one that writes, whoever else does. */
public final class Reign {

    private Reign() {}

    public static void begin(Writer writer, long epoch) {
        writer.begin(epoch);
    }
}
