package dev.venturi.pipeline.sketch;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Quantiles, about: a KLL sketch (Karnin, Lang & Liberty 2016). Some kilobytes, growing with the
/// logarithm of the number of values; exact up to k of them (165 at an error of 0.02).
///
/// Values of level h stand for 2^h values each. When all levels together are full, the lowest full
/// one is sorted, and every other of its values goes one level up, the odd or the even ones as a
/// coin says; the next time the others, so that two roundings of one level never add up (Ivkin et
/// al. 2019). A query is thus off by 2^h at most for each two such steps at level h, in either
/// direction alike, and Hoeffding's inequality over all steps taken gives [#rankError]: it is
/// proved of each sketch as it stands, not looked up for sketches of its size. Nothing is said of
/// how far a *value* is off.
///
/// The coins follow from the values seen, so the same values in the same order give the same bits,
/// in every run. What is proved holds for all but those inputs that know the coins; parts that saw
/// the same values in the same order throw the same ones, so that their errors add up when they are
/// merged. NaN is no value. Not thread-safe.
public final class QuantileSketch {
    /// The usual error.
    public static final double USUAL_ERROR = 0.02;

    /// The error may be asked for from this.
    public static final double LEAST_ERROR = 0.0005;

    /// Of [#rankError].
    public static final double PROBABILITY = 0.99;

    /// The error of a sketch times its k is no more, greatest when it has halved one level once;
    /// `QuantileSketchTest` follows it.
    private static final double ERROR_TIMES_K = 3.3;

    private static final double SHRINKING = 2 / 3.0;
    private static final int LEAST_CAPACITY = 16;
    private static final int MOST_LEVELS = 60;
    private static final byte FORMAT = 1;

    /// How a level goes on: without a coin thrown, or with what is left of one.
    private static final byte EVEN = 1;

    private static final byte ODD = 2;

    private final int k;
    private double[][] levels = {new double[LEAST_CAPACITY]};
    private int[] sizes = {0};
    private byte[] coins = {0};
    private int[] capacities;
    private int capacity;
    private int kept;
    private long count;
    private double min = Double.NaN;
    private double max = Double.NaN;
    private double squares;
    private long history;

    private QuantileSketch(int k) {
        this.k = k;
        capacities = capacities(1);
        capacity = capacities[0];
    }

    /// A sketch without values, for the usual error.
    public static QuantileSketch empty() {
        return empty(USUAL_ERROR);
    }

    /// A sketch without values.
    ///
    /// @param rankError that it may have at most, from [#LEAST_ERROR] and below 1
    public static QuantileSketch empty(double rankError) {
        if (!(rankError >= LEAST_ERROR && rankError < 1)) {
            throw new IllegalArgumentException(
                    "rank error %s: expected %s or more, and less than 1"
                            .formatted(rankError, LEAST_ERROR));
        }
        return new QuantileSketch(
                Math.max(LEAST_CAPACITY, (int) Math.ceil(ERROR_TIMES_K / rankError)));
    }

    /// A sketch from [#toBytes].
    ///
    /// @throws IllegalArgumentException when they are none
    public static QuantileSketch of(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("these bytes are no sketch", e);
        }
    }

    private static QuantileSketch read(ByteBuffer in) {
        byte format = in.get();
        int k = in.getInt();
        int height = in.get();
        if (format != FORMAT || k < LEAST_CAPACITY || height < 1 || height > MOST_LEVELS) {
            throw new IllegalArgumentException("these bytes are no sketch");
        }
        QuantileSketch sketch = new QuantileSketch(k);
        sketch.count = in.getLong();
        sketch.min = in.getDouble();
        sketch.max = in.getDouble();
        sketch.squares = in.getDouble();
        sketch.history = in.getLong();
        sketch.grow(height);
        for (int level = 0; level < height; level++) {
            sketch.coins[level] = in.get();
            int size = in.getInt();
            if (size < 0 || size > in.remaining() / Double.BYTES) {
                throw new IllegalArgumentException("these bytes are no sketch");
            }
            double[] values = new double[Math.max(LEAST_CAPACITY, size)];
            in.asDoubleBuffer().get(values, 0, size);
            in.position(in.position() + size * Double.BYTES);
            sketch.levels[level] = values;
            sketch.sizes[level] = size;
            sketch.kept += size;
        }
        return sketch;
    }

    /// All of it as bytes.
    public byte[] toBytes() {
        int height = levels.length;
        ByteBuffer out = ByteBuffer.allocate(46 + 5 * height + Double.BYTES * kept);
        out.put(FORMAT).putInt(k).put((byte) height).putLong(count);
        out.putDouble(min).putDouble(max).putDouble(squares).putLong(history);
        for (int level = 0; level < height; level++) {
            out.put(coins[level]).putInt(sizes[level]);
            for (int i = 0; i < sizes[level]; i++) {
                out.putDouble(levels[level][i]);
            }
        }
        return out.array();
    }

    /// Bytes of memory it takes, about.
    public long bytes() {
        long bytes = 160;
        for (double[] level : levels) {
            bytes += 40 + (long) Double.BYTES * level.length;
        }
        return bytes;
    }

    /// Adds a value; NaN is none.
    public void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (kept >= capacity) {
            compress();
        }
        min = count == 0 ? value : Math.min(min, value);
        max = count == 0 ? value : Math.max(max, value);
        count++;
        append(0, value);
    }

    private void append(int level, double value) {
        double[] values = levels[level];
        int size = sizes[level];
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            levels[level] = values;
        }
        values[size] = value;
        sizes[level] = size + 1;
        kept++;
    }

    /// Adds what another one saw.
    ///
    /// @throws IllegalArgumentException when that one was made for another error
    public void add(QuantileSketch other) {
        if (other.k != k) {
            throw new IllegalArgumentException(
                    "sketches of k = %d and %d cannot be merged; make both for the same error"
                            .formatted(k, other.k));
        }
        if (other.count == 0) {
            return;
        }
        min = count == 0 ? other.min : Math.min(min, other.min);
        max = count == 0 ? other.max : Math.max(max, other.max);
        history = count == 0 ? other.history : mixed(31 * history + other.history);
        count += other.count;
        squares += other.squares;
        grow(other.levels.length);
        for (int level = 0; level < other.levels.length; level++) {
            coins[level] = coins[level] == 0 ? other.coins[level] : coins[level];
            for (int i = 0; i < other.sizes[level]; i++) {
                append(level, other.levels[level][i]);
            }
        }
        while (kept > capacity) {
            compress();
        }
    }

    private int[] capacities(int height) {
        int[] of = new int[height];
        double size = k;
        for (int level = height - 1; level >= 0; level--) {
            of[level] = Math.max(LEAST_CAPACITY, (int) Math.ceil(size));
            size *= SHRINKING;
        }
        return of;
    }

    private void grow(int height) {
        int before = levels.length;
        if (height <= before) {
            return;
        }
        levels = Arrays.copyOf(levels, height);
        sizes = Arrays.copyOf(sizes, height);
        coins = Arrays.copyOf(coins, height);
        for (int level = before; level < height; level++) {
            levels[level] = new double[LEAST_CAPACITY];
        }
        capacities = capacities(height);
        capacity = Arrays.stream(capacities).sum();
    }

    /// Halves the lowest level that is full; there is one when all together are.
    private void compress() {
        int level = 0;
        while (sizes[level] < capacities[level]) {
            level++;
        }
        grow(level + 2);
        double[] values = levels[level];
        int size = sizes[level];
        int pairs = size / 2;
        Arrays.sort(values, 0, size);
        int odd = coin(level, values, size) == ODD ? 1 : 0;
        sizes[level] = 0;
        kept -= size;
        for (int pair = 0; pair < pairs; pair++) {
            append(level + 1, values[2 * pair + odd]);
        }
        if (level > 0 && values.length > 4 * capacities[level]) {
            levels[level] = new double[capacities[level]]; // it was the highest once
        }
        if (size % 2 == 1) {
            append(level, values[size - 1]);
        }
    }

    /// A new coin, or the other side of the one thrown last at this level.
    private byte coin(int level, double[] values, int size) {
        byte left = coins[level];
        if (left != 0) {
            coins[level] = 0;
            return left;
        }
        for (int i = 0; i < size; i++) {
            history = 31 * history + Double.doubleToRawLongBits(values[i]);
        }
        history = mixed(history);
        squares += Math.scalb(1.0, 2 * level);
        byte thrown = history < 0 ? ODD : EVEN;
        coins[level] = thrown == ODD ? EVEN : ODD;
        return thrown;
    }

    /// Stafford's mixing (variant 13), as in [java.util.SplittableRandom].
    private static long mixed(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// How many values it saw.
    public long count() {
        return count;
    }

    /// The smallest value that is no smaller than a share of the values; NaN without values.
    ///
    /// @param share from 0 to 1
    public double quantile(double share) {
        if (count == 0 || share <= 0) {
            return min;
        }
        long rank = (long) Math.ceil(share * count);
        if (rank >= count) {
            return max;
        }
        int height = levels.length;
        double[][] sorted = new double[height][];
        for (int level = 0; level < height; level++) {
            sorted[level] = Arrays.copyOf(levels[level], sizes[level]);
            Arrays.sort(sorted[level]);
        }
        int[] next = new int[height];
        long seen = 0;
        double value = min;
        while (seen < rank) {
            int least = -1;
            for (int level = 0; level < height; level++) {
                if (next[level] < sizes[level]
                        && (least < 0
                                || Double.compare(
                                                sorted[level][next[level]],
                                                sorted[least][next[least]])
                                        < 0)) {
                    least = level;
                }
            }
            value = sorted[least][next[least]++];
            seen += 1L << least;
        }
        return value;
    }

    /// By how much the rank of an answer may be off, as a share of the values, with a probability
    /// of 99 %; 0 as long as it is exact.
    public double rankError() {
        return squares == 0 ? 0 : Math.sqrt(2 * Math.log(2 / (1 - PROBABILITY)) * squares) / count;
    }
}
