package laroue.admin.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import laroue.admin.node.Arguments.Verify;
import laroue.association.AssociationCommand.FoundAssociation;
import laroue.audit.Checkpoint;
import laroue.audit.Checkpoints;
import laroue.audit.Verification;
import laroue.decision.Operation;
import laroue.register.Verifications;
import laroue.runtime.TestLedger;
import laroue.runtime.TestPostgres;
import laroue.value.AccountNumber;
import laroue.value.AssociationCode;
import laroue.value.OperationId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a treasurer types, and what a script learns from the exit code. */
class VerifyVerbTest {

    private static TestLedger ledger;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void aLedger() {
        ledger = TestLedger.on(TestPostgres.freshDatabase());
    }

    @AfterAll
    static void end() {
        ledger.close();
    }

    @Test
    @DisplayName(
            "a checkpoint of the empty ledger and each later one hold for ever; another root is a fault with its position")
    void holdsTheLedgerAgainstACheckpoint() {
        var empty = checkpoint();
        found("05");
        var one = checkpoint();
        found("84");

        assertThat(verify(null)).isZero();
        var two = checkpoint();
        for (var kept : List.of(empty, one, two)) {
            assertThat(verify(kept)).as("%s", kept).isZero();
        }
        assertThat(verify(new Checkpoint(two.position(), one.root()))).isEqualTo(1);
        assertThat(said()).contains("FAULT at position %d: the root over all events".formatted(two.position()));
        assertThat(verify(new Checkpoint(two.position() + 1, two.root()))).isEqualTo(1);
        assertThat(said()).contains("FAULT at position %d: the ledger ends before".formatted(two.position() + 1));
    }

    @Test
    @DisplayName("what was found last is noted, with what the ledger was held against")
    void notesWhatWasFound() {
        var known = checkpoint();

        verify(known);
        var sound = ledger.bean(Verifications.class).last().orElseThrow();
        verify(new Checkpoint(known.position() + 1, known.root()));
        var faulty = ledger.bean(Verifications.class).last().orElseThrow();

        assertThat(sound.sound()).isTrue();
        assertThat(sound.events()).isEqualTo(known.position());
        assertThat(sound.checkpoint()).isEqualTo(known.toString());
        assertThat(faulty.fault()).contains("the ledger ends before");
        assertThat(faulty.at()).isAfterOrEqualTo(sound.at());
    }

    private int verify(@Nullable Checkpoint known) {
        return new VerifyVerb(ledger.bean(Verification.class), ledger.bean(Verifications.class))
                .run(new Verify(known), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Checkpoint checkpoint() {
        return ledger.bean(Checkpoints.class).last().checkpoint();
    }

    private static void found(String code) {
        var association = new AssociationCode(code);
        ledger.send(new FoundAssociation(
                new Operation(OperationId.fresh(0), Instant.EPOCH), association, AccountNumber.of(association, 1)));
    }
}
