package dev.venturi.pipeline.sketch;

import java.lang.foreign.MemorySegment;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/// Quantiles, about: a KLL sketch (Karnin, Lang & Liberty 2016). Some kilobytes, growing with the
/// logarithm of the number of values; exact up to 200 of them.
///
/// The rank of an answer is off by 1.33 % of the values at most, with a probability of 99 %
/// ([#rankError]); nothing is said of how far the value is off. NaN is no value. The sketch throws
/// coins of its own, so another run may give a neighbouring value. Not thread-safe.
public final class QuantileSketch {
    private static final int K = 200;

    private final KllDoublesSketch sketch;

    private QuantileSketch(KllDoublesSketch sketch) {
        this.sketch = sketch;
    }

    /// A sketch without values.
    public static QuantileSketch empty() {
        return new QuantileSketch(KllDoublesSketch.newHeapInstance(K));
    }

    /// A sketch from [#toBytes].
    ///
    /// @throws IllegalArgumentException when they are none
    public static QuantileSketch of(byte[] bytes) {
        try {
            return new QuantileSketch(KllDoublesSketch.heapify(MemorySegment.ofArray(bytes)));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("these bytes are no sketch", e);
        }
    }

    /// All of it as bytes.
    public byte[] toBytes() {
        return sketch.toByteArray();
    }

    /// Adds a value; NaN is none.
    public void add(double value) {
        sketch.update(value);
    }

    /// Adds what another one saw.
    public void add(QuantileSketch other) {
        sketch.merge(other.sketch);
    }

    /// How many values it saw.
    public long count() {
        return sketch.getN();
    }

    /// The smallest value that is no smaller than a share of the values; NaN without values.
    ///
    /// @param share from 0 to 1
    public double quantile(double share) {
        return sketch.isEmpty()
                ? Double.NaN
                : sketch.getQuantile(share, QuantileSearchCriteria.INCLUSIVE);
    }

    /// By how much the rank of an answer may be off, as a share of the values, with a probability
    /// of 99 %; 0 as long as it is exact.
    public double rankError() {
        return sketch.isEstimationMode() ? sketch.getNormalizedRankError(false) : 0;
    }
}
