package laroue.admin.node;

import java.nio.file.Path;
import laroue.admin.node.Arguments.Secret.Act;
import laroue.audit.Checkpoint;
import laroue.runtime.Release;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line: reads what is asked for, and does nothing of it yet. */
@Command(
        name = "laroue",
        description = "The ledger of a local currency.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Commands.ThisRelease.class)
final class Commands {

    private @Nullable Arguments arguments;

    /** Prints help or what is wrong where that is the answer; the exit code then is 0 or 2, and nothing is asked for. */
    CommandLine commandLine() {
        return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** What was asked for; null where help was the answer. */
    @Nullable
    Arguments arguments() {
        return arguments;
    }

    /** For its help alone: {@link LaRoue} takes the word {@code run} before. */
    @Command(description = "Starts the node: API and pages.")
    int run() {
        return CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Checks the whole ledger; exit 1 and the first fault with its position.")
    void verify(
            @Option(
                            names = "--checkpoint",
                            paramLabel = "POSITION:ROOT",
                            converter = KnownCheckpoint.class,
                            description = "Of the same ledger, as GET /v1/audit/checkpoint tells it.")
                    @Nullable
                    Checkpoint checkpoint) {
        arguments = new Arguments.Verify(checkpoint);
    }

    @Command(description = "Builds every view anew from the events, beside the live ones, and swaps.")
    void rebuild() {
        arguments = new Arguments.Rebuild();
    }

    @Command(name = "import", description = "Takes over the history of another system.")
    void takeOver(
            @Parameters(paramLabel = "FILE.csv") Path file,
            @Option(names = "--association", paramLabel = "CODE", defaultValue = "05", description = "05 if not given.")
                    String association,
            @Option(names = "--professionals", paramLabel = "FILE", description = "A name a line.") @Nullable
                    Path professionals,
            @Option(names = "--skip-invalid", description = "Leaves lines with faults out, in a file of their own.")
                    boolean skipInvalid) {
        arguments = new Arguments.Import(file, association, professionals, skipInvalid);
    }

    @Command(description = "Writes events and plain CSV, readable without the software.")
    void export(@Parameters(paramLabel = "DIR") Path folder) {
        arguments = new Arguments.Export(folder);
    }

    @Command(description = "Copies journal and register into a folder, while a node works or not.")
    void backup(
            @Parameters(paramLabel = "DIR") Path folder,
            @Option(
                            names = "--keep",
                            paramLabel = "N",
                            converter = OneOrMore.class,
                            description = "So many backups stay in the folder; all if not given.")
                    @Nullable
                    Integer keep) {
        arguments = new Arguments.Backup(folder, keep == null ? Integer.MAX_VALUE : keep);
    }

    @Command(description = "Loads a backup into an empty database, rebuilds the views, and verifies.")
    void restore(
            @Parameters(paramLabel = "DIR") Path folder,
            @Option(
                            names = "--number",
                            paramLabel = "N",
                            converter = OneOrMore.class,
                            description = "Of the backup; the latest if not given.")
                    @Nullable
                    Integer number,
            @Option(names = "--check", description = "In a database that goes away; the node is told.") boolean check) {
        arguments = new Arguments.Restore(folder, number == null ? 0 : number, check);
    }

    @Command(
            description = {
                "rotate: wraps the data key by LAROUE_NEW_SECRET.",
                "replace: puts a new data key in the place of one that others may know."
            })
    void secret(
            @Parameters(paramLabel = "rotate|replace") Act act,
            @Option(names = "--confirm", description = "Replaces; without it, replace says what it would do.")
                    boolean confirmed) {
        arguments = new Arguments.Secret(act, confirmed);
    }

    static final class ThisRelease implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var release = Release.current();
            return new String[] {release.major() + "." + release.minor() + "." + release.patch()};
        }
    }

    static final class KnownCheckpoint implements ITypeConverter<Checkpoint> {
        @Override
        public Checkpoint convert(String typed) {
            return Checkpoint.parse(typed)
                    .orElseThrow(() -> new TypeConversionException("'" + typed + "' is no checkpoint"));
        }
    }

    static final class OneOrMore implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String typed) {
            if (!typed.matches("0{0,9}[1-9][0-9]{0,8}")) {
                throw new TypeConversionException("'" + typed + "' is no whole number of 1 or more");
            }
            return Integer.valueOf(typed);
        }
    }
}
