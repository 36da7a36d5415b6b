package laroue.backup;

/** Is told, now and then, how far a backup or its restoration has come. Called by the thread that works. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void copied(String table, long rows) {}

        @Override
        public void checked(String file, long bytes) {}
    };

    /**
     * Rows were copied out or loaded.
     *
     * @param table with its schema
     * @param rows since the last time
     */
    void copied(String table, long rows);

    /** A file of a backup was read and its SHA-256 computed. */
    void checked(String file, long bytes);
}
