package dev.venturi.pipeline.sketch;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.datasketches.filters.bloomfilter.BloomFilter;
import org.apache.datasketches.filters.bloomfilter.BloomFilterBuilder;

/// A Bloom filter: keys that were added are always found, others rarely. For leaving out, before a
/// join or a look-up, what cannot match, and before an exact test of duplicates what is certainly
/// new.
///
/// About 9.6 bits a key for 1 % of false positives, 14.4 for 0.1 %. It is sized for a number of
/// keys; with more of them the rate rises: [#falsePositiveRate] says where it stands,
/// [#measuredFalsePositiveRate] tries it out.
///
/// How many keys were added cannot be counted by asking before each whether it is there: every
/// false positive is a key that goes uncounted, and the more keys there are the more of them
/// ([#add] warns of it). [#estimatedKeys] reckons from the bits that are set instead.
///
/// Text keys are their UTF-8 bytes; a whole number is another key than its text. Not thread-safe.
public final class KeyFilter {
    /// The same for all, so that any two of a size can be merged.
    private static final long SEED = 0x76656E74757269L;

    private final BloomFilter bits;
    private final long expected;
    private final double rate;

    private KeyFilter(BloomFilter bits, long expected, double rate) {
        this.bits = bits;
        this.expected = expected;
        this.rate = rate;
    }

    /// A filter without keys.
    ///
    /// @param expected different keys it is made for, at least 1
    /// @param falsePositiveRate at that many keys, above 0 and below 1
    public static KeyFilter of(long expected, double falsePositiveRate) {
        if (expected < 1 || !(falsePositiveRate > 0 && falsePositiveRate < 1)) {
            throw new IllegalArgumentException(
                    "a filter of %d keys with false positives of %s: expected 1 key or more and a rate above 0 and below 1"
                            .formatted(expected, falsePositiveRate));
        }
        long size = BloomFilterBuilder.suggestNumFilterBits(expected, falsePositiveRate);
        int hashes = BloomFilterBuilder.suggestNumHashes(expected, size);
        return new KeyFilter(
                BloomFilterBuilder.createBySize(size, hashes, SEED), expected, falsePositiveRate);
    }

    /// Bytes of memory a filter takes, before it is made.
    public static long predictedBytes(long expected, double falsePositiveRate) {
        return BloomFilterBuilder.getSerializedFilterSizeByAccuracy(expected, falsePositiveRate);
    }

    /// Bytes of memory it takes.
    public long bytes() {
        return BloomFilter.getSerializedSize(bits.getCapacity());
    }

    /// Adds a whole number.
    ///
    /// @return true when it was certainly not there; false says nothing: counting what is true
    ///   gives too few
    public boolean add(long key) {
        return !bits.queryAndUpdate(key);
    }

    /// Adds a text.
    ///
    /// @return as for whole numbers
    public boolean add(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return add(bytes, 0, bytes.length);
    }

    /// Adds a text given as bytes, `[from, to)`.
    ///
    /// @return as for whole numbers
    public boolean add(byte[] key, int from, int to) {
        return !bits.queryAndUpdate(segment(key, from, to));
    }

    /// Whether a whole number may have been added; false is certain.
    public boolean mayContain(long key) {
        return bits.query(key);
    }

    /// Whether a text may have been added; false is certain.
    public boolean mayContain(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return mayContain(bytes, 0, bytes.length);
    }

    /// Whether a text given as bytes, `[from, to)`, may have been added; false is certain.
    public boolean mayContain(byte[] key, int from, int to) {
        return bits.query(segment(key, from, to));
    }

    private static MemorySegment segment(byte[] key, int from, int to) {
        return MemorySegment.ofArray(key).asSlice(from, to - from);
    }

    /// Adds the keys of another filter made for as many keys at the same rate.
    public void add(KeyFilter other) {
        if (!bits.isCompatible(other.bits)) {
            throw new IllegalArgumentException(
                    "filters of %d and %d bits cannot be merged; make both for as many keys at the same rate"
                            .formatted(bits.getCapacity(), other.bits.getCapacity()));
        }
        bits.union(other.bits);
    }

    /// How many different keys were added, from the share of bits that are set (Swamidass & Baldi
    /// 2007). Standard error well below 1 % up to twice the keys it is made for; infinite when all
    /// bits are set.
    public double estimatedKeys() {
        double size = bits.getCapacity();
        return -size / bits.getNumHashes() * Math.log1p(-bits.getBitsUsed() / size);
    }

    /// The rate it was made for.
    public double askedFalsePositiveRate() {
        return rate;
    }

    /// The keys it was made for.
    public long expectedKeys() {
        return expected;
    }

    /// The rate to be expected of the bits as they are set now.
    public double falsePositiveRate() {
        return Math.pow((double) bits.getBitsUsed() / bits.getCapacity(), bits.getNumHashes());
    }

    /// The share found of keys that were never added: texts of 16 random bytes, which nobody has.
    ///
    /// @param probes how many; the standard error is the root of rate / probes
    public double measuredFalsePositiveRate(int probes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] key = new byte[16];
        int found = 0;
        for (int i = 0; i < probes; i++) {
            random.nextBytes(key);
            found += mayContain(key, 0, key.length) ? 1 : 0;
        }
        return (double) found / probes;
    }

    @Override
    public String toString() {
        return "about %,.0f keys in %,d bytes, false positives %.3f%% (asked for: %.3f%% at %,d keys)"
                .formatted(
                        estimatedKeys(), bytes(), 100 * falsePositiveRate(), 100 * rate, expected);
    }
}
