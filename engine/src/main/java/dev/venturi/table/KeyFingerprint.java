package dev.venturi.table;

/// A 64-bit fingerprint of an entity's key. Equal keys have equal fingerprints; unequal ones nearly
/// always differ, which whoever relies on it has to confirm.
@Internal
public final class KeyFingerprint {
    private KeyFingerprint() {}

    /// Multiply-and-fold hashing in the manner of wyhash (Wang Yi 2019): every step mixes 64 x 64
    /// to 128 bits.
    ///
    /// @param keys bytes of the key parts, one behind the other from `from`
    /// @param ends where each part ends, `[parts]`
    public static long of(byte[] keys, int from, int[] ends) {
        long hash = 0x9E3779B97F4A7C15L;
        int at = from;
        for (int end : ends) {
            long word = 0;
            int inWord = 0;
            hash = fold(hash ^ (end - at), 0xE7037ED1A0B428DBL);
            for (; at < end; at++) {
                word = (word << 8) | (keys[at] & 0xFF);
                if (++inWord == 8) {
                    hash = fold(hash ^ word, 0xA0761D6478BD642FL);
                    word = 0;
                    inWord = 0;
                }
            }
            hash = fold(hash ^ word, 0x8EBC6AF09C88C6E3L);
        }
        return hash;
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
    }
}
