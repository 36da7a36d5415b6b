package laroue.file;

import java.util.List;

/** A file that cannot be read any further; its message is for the person who made it. */
public final class UnreadableFileException extends RuntimeException {

    private final transient List<FileFault> faults;

    public UnreadableFileException(List<FileFault> faults) {
        super(faults.getFirst().toString(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    UnreadableFileException(FileFault fault) {
        this(List.of(fault));
    }

    /** All that is wrong with it; at least one fault. */
    public List<FileFault> faults() {
        return faults;
    }
}
