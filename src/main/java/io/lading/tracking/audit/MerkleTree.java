package io.lading.tracking.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tree of RFC 6962, section 2.1: a leaf is SHA-256 of 0x00 and its bytes, a node SHA-256 of 0x01 and its two children;
 * the left child is the largest full tree. The root is worked out as leaves pass by, in room for its height.
 */
final class MerkleTree {
    private final MessageDigest digest = sha256();
    private final Deque<Full> full = new ArrayDeque<>();
    private long count;

    private record Full(long leaves, byte[] hash) {}

    void add(String leaf) {
        full.push(new Full(1, leafHash(leaf)));
        count++;
        while (full.size() > 1) {
            Full right = full.pop();
            if (full.element().leaves() != right.leaves()) {
                full.push(right);
                return;
            }
            Full left = full.pop();
            full.push(new Full(left.leaves() + right.leaves(), node(digest, left.hash(), right.hash())));
        }
    }

    long count() {
        return count;
    }

    /** Of no leaf at all it is the hash of nothing. */
    byte[] root() {
        if (full.isEmpty()) {
            return digest.digest();
        }
        byte[] root = null;
        for (Full tree : full) { // the smallest, rightmost one first
            root = root == null ? tree.hash() : node(digest, tree.hash(), root);
        }
        return root == null ? new byte[0] : root;
    }

    private byte[] leafHash(String leaf) {
        digest.update((byte) 0);
        return digest.digest(leaf.getBytes(StandardCharsets.UTF_8));
    }

    /** The hashes beside the way from a leaf up to the root, lowest first. */
    static List<byte[]> proof(List<String> leaves, int index) {
        List<byte[]> path = new ArrayList<>();
        proof(leaves, index, path);
        return path;
    }

    private static void proof(List<String> leaves, int index, List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        if (index < left) {
            proof(leaves.subList(0, left), index, path);
            path.add(rootOf(leaves.subList(left, leaves.size())));
        } else {
            proof(leaves.subList(left, leaves.size()), index - left, path);
            path.add(rootOf(leaves.subList(0, left)));
        }
    }

    private static byte[] rootOf(List<String> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::add);
        return tree.root();
    }

    /** The root that a leaf, its place among so many and the hashes beside its way lead to. */
    static byte[] rootFrom(String leaf, long index, long count, List<byte[]> proof) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        byte[] hash = digest.digest(leaf.getBytes(StandardCharsets.UTF_8));
        // RFC 9162, section 2.1.3.2
        long place = index;
        long last = count - 1;
        for (byte[] beside : proof) {
            if ((place & 1) == 1 || place == last) {
                hash = node(digest, beside, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(digest, hash, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return hash;
    }

    private static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
