package laroue.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tree over all events is the one that RFC 9162 defines, so that anybody's software can check it. */
class MerkleFrontierTest {

    private static final int MANY = 300;

    /** Inputs and roots that the Certificate Transparency projects test their own trees with. */
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    @DisplayName("the roots are those that the Certificate Transparency projects publish for their eight leaves")
    void growsAsPublished() {
        var frontier = MerkleFrontier.empty();
        var roots = new ArrayList<String>();

        roots.add(hex(frontier.root()));
        for (var input : INPUTS) {
            frontier.add(leaf(HexFormat.of().parseHex(input)));
            roots.add(hex(frontier.root()));
        }

        assertThat(roots).isEqualTo(ROOTS);
    }

    @Test
    @DisplayName("the root over any number of leaves is the one that the RFC defines by halving")
    void growsAsDefined() {
        var leaves =
                LongStream.range(0, MANY).mapToObj(MerkleFrontierTest::leaf).toList();
        var frontier = MerkleFrontier.empty();

        for (int size = 0; size <= MANY; size++) {
            assertThat(hex(frontier.root())).as("%d leaves", size).isEqualTo(hex(defined(leaves.subList(0, size))));
            assertThat(frontier.leaves()).isEqualTo(size);
            if (size < MANY) {
                frontier.add(leaves.get(size));
            }
        }
    }

    @Test
    @DisplayName("a tree that was stored at any size goes on as if it had never been put away")
    void goesOnFromWhatIsStored() {
        for (int size = 0; size < MANY; size++) {
            var whole = over(size);

            var resumed = MerkleFrontier.of(whole.stored(), size);
            resumed.add(leaf(size));
            whole.add(leaf(size));

            assertThat(resumed.root()).isEqualTo(whole.root());
            assertThat(resumed.stored()).isEqualTo(whole.stored()).hasSize(32 * Integer.bitCount(size + 1));
        }
    }

    @Test
    @DisplayName("a copy grows by itself")
    void aCopyGrowsByItself() {
        var frontier = over(11);
        var root = frontier.root();

        var copy = frontier.copy();
        copy.add(leaf(11));

        assertThat(frontier.root()).isEqualTo(root);
        assertThat(copy.root()).isEqualTo(over(12).root());
    }

    @Test
    @DisplayName("what cannot be the frontier of so many leaves is refused")
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleFrontier.of(new byte[64], 4));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleFrontier.of(new byte[0], -1));
    }

    private static MerkleFrontier over(int leaves) {
        var frontier = MerkleFrontier.empty();
        LongStream.range(0, leaves).mapToObj(MerkleFrontierTest::leaf).forEach(frontier::add);
        return frontier;
    }

    /** RFC 9162, section 2.1.1, word by word: split at the largest power of two smaller than the number of leaves. */
    private static byte[] defined(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return JournalHash.sha256().digest();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = 1;
        while (2 * split < leaves.size()) {
            split *= 2;
        }
        var sha256 = JournalHash.sha256();
        sha256.update((byte) 0x01);
        sha256.update(defined(leaves.subList(0, split)));
        sha256.update(defined(leaves.subList(split, leaves.size())));
        return sha256.digest();
    }

    private static byte[] leaf(long number) {
        return leaf(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private static byte[] leaf(byte[] input) {
        var sha256 = JournalHash.sha256();
        sha256.update((byte) 0x00);
        return sha256.digest(input);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
