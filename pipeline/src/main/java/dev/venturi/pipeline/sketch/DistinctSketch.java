package dev.venturi.pipeline.sketch;

import java.nio.ByteBuffer;
import org.apache.datasketches.cpc.CpcSketch;
import org.apache.datasketches.cpc.CpcUnion;

/// How many different values there are, about: a CPC sketch (Lang 2017), which says more per byte
/// than HyperLogLog. Some kilobytes in memory and 2.8 KB at most as bytes, whatever the number of
/// values.
///
/// Standard error 0.92 % where all values went into one sketch, 1.08 % after merging; the bounds
/// hold with a probability of 95 %. The order of values does not matter, nor how often they come.
/// Whole numbers, doubles (both zeros are one, as are all NaN) and texts (UTF-8 bytes) are
/// different values even where they look alike. Not thread-safe.
public final class DistinctSketch {
    /// Bits of precision: twice the memory for every one more, and the error falls by a third.
    public static final int PRECISION = 12;

    /// Of the bounds.
    private static final int STANDARD_DEVIATIONS = 2;

    private CpcSketch sketch;

    private DistinctSketch(CpcSketch sketch) {
        this.sketch = sketch;
    }

    /// A sketch without values.
    public static DistinctSketch empty() {
        return new DistinctSketch(new CpcSketch(PRECISION));
    }

    /// A sketch from [#toBytes].
    ///
    /// @throws IllegalArgumentException when they are none
    public static DistinctSketch of(byte[] bytes) {
        try {
            return new DistinctSketch(CpcSketch.heapify(bytes));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("these bytes are no sketch", e);
        }
    }

    /// All of it as bytes.
    public byte[] toBytes() {
        return sketch.toByteArray();
    }

    /// Adds a whole number.
    public void add(long value) {
        sketch.update(value);
    }

    /// Adds a double.
    public void add(double value) {
        sketch.update(value);
    }

    /// Adds a text given as bytes, `[from, to)`; an empty one is no value.
    public void add(byte[] text, int from, int to) {
        if (from < to) {
            sketch.update(ByteBuffer.wrap(text, from, to - from));
        }
    }

    /// Adds what another one saw.
    public void add(DistinctSketch other) {
        if (other.sketch.isEmpty()) {
            return;
        }
        if (sketch.isEmpty()) {
            sketch = CpcSketch.heapify(other.toBytes());
            return;
        }
        CpcUnion union = new CpcUnion(PRECISION);
        union.update(sketch);
        union.update(other.sketch);
        sketch = union.getResult();
    }

    /// How many different values, about.
    public double estimate() {
        return sketch.getEstimate();
    }

    /// No fewer than that, with a probability of 97.5 %.
    public double lowerBound() {
        return sketch.getLowerBound(STANDARD_DEVIATIONS);
    }

    /// No more than that, with a probability of 97.5 %.
    public double upperBound() {
        return sketch.getUpperBound(STANDARD_DEVIATIONS);
    }

    /// Half of the distance of the bounds as a share of the estimate; 0 without values.
    public double relativeError() {
        return sketch.isEmpty() ? 0 : (upperBound() - lowerBound()) / 2 / estimate();
    }

    @Override
    public String toString() {
        return "about %,.0f different values, between %,.0f and %,.0f with a probability of 95%%"
                .formatted(estimate(), lowerBound(), upperBound());
    }
}
