package io.lading.tracking.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {

    /** RFC 6962, section 2.1: the hash of an empty list, and of one empty leaf. */
    @Test
    void hashesAsTheStandardSays() {
        assertThat(HexFormat.of().formatHex(new MerkleTree().root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HexFormat.of().formatHex(root(List.of(""))))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 100})
    void everyLeafLeadsToTheRootFromItsOwnPlaceAlone(int size) {
        List<String> leaves =
                IntStream.range(0, size).mapToObj(i -> "leaf " + i).toList();
        byte[] root = root(leaves);
        for (int i = 0; i < size; i++) {
            List<byte[]> proof = MerkleTree.proof(leaves, i);
            assertThat(MerkleTree.rootFrom(leaves.get(i), i, size, proof)).isEqualTo(root);
            assertThat(MerkleTree.rootFrom("another", i, size, proof)).isNotEqualTo(root);
        }
    }

    private static byte[] root(List<String> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::add);
        return tree.root();
    }
}
