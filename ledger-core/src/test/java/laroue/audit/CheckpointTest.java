package laroue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final String ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    @DisplayName("a checkpoint is read as it is written, and nothing else is taken for one")
    void readsWhatItWrites() {
        assertThat(Checkpoint.parse("0:" + ROOT)).contains(new Checkpoint(0, ROOT));
        assertThat(Checkpoint.parse(new Checkpoint(2_344, ROOT).toString())).contains(new Checkpoint(2_344, ROOT));
        for (var no : new String[] {
            "",
            ":",
            ROOT,
            ":" + ROOT,
            "7:",
            "-7:" + ROOT,
            "7:" + ROOT + "00",
            "7:" + ROOT.substring(2),
            "7 :" + ROOT,
            "7:" + ROOT.replace('e', 'g'),
            "99999999999999999999:" + ROOT
        }) {
            assertThat(Checkpoint.parse(no)).as(no).isEmpty();
        }
    }
}
