package laroue.backup;

import java.util.List;

/** A backup cannot be made, or cannot be restored: what is missing, damaged or in the way, for the person at the terminal. */
public final class BackupException extends RuntimeException {

    private final transient List<String> faults;

    public BackupException(String fault) {
        this(List.of(fault));
    }

    BackupException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each fault in one line, at least one. */
    public List<String> faults() {
        return faults;
    }
}
