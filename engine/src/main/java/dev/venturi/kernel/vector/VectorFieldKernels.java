package dev.venturi.kernel.vector;

import dev.venturi.kernel.FieldKernels;
import dev.venturi.kernel.ScalarFieldKernels;
import dev.venturi.table.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FieldKernels] in the Vector API, with the bits of [ScalarFieldKernels].
///
/// Numbers of up to eight characters are read eight at a time, one in each 64-bit lane, by the
/// steps of the scalar form; longer ones, and machines with other than eight lanes, take the scalar
/// form. The characters are first brought together for 64 numbers and then looked at: a vector
/// loaded right behind the single stores that fill it would wait for them.
@Internal
public final class VectorFieldKernels implements FieldKernels {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
    private static final int LANES = 8;
    private static final boolean EIGHT_LANES = LongVector.SPECIES_PREFERRED.length() == LANES;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long POINTS = 0x1E1E1E1E1E1E1E1EL; // '.' ^ '0'
    private static final long MINUS = 0x1D; // '-' ^ '0'
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long PAIRS = 0x000000FF000000FFL;

    /// A double of this exponent holds a whole number below 2^52 in its low bits.
    private static final long WHOLE = 0x4330000000000000L;

    /// 10^k at k, as bits.
    private static final long[] SCALES = scales();

    /// Numbers that are brought together at a time.
    private static final int GROUP = 64;

    /// Rows left to the scalar form after one that needs it; doubled each time it needs it again.
    private static final int FEWEST_SCALAR = 8;

    private static final int MOST_SCALAR = 4096;

    private final long[] words = new long[GROUP];
    private final long[] lengths = new long[GROUP];
    private final FieldKernels scalar = new ScalarFieldKernels();
    private boolean fraction;

    private VectorFieldKernels() {}

    /// New kernels, for one thread.
    public static FieldKernels create() {
        return new VectorFieldKernels();
    }

    @Override
    public void mark(
            byte[] bytes,
            int from,
            int blocks,
            byte delimiter,
            long[] separators,
            long[] lineFeeds,
            long[] quotes) {
        int width = BYTES.length();
        for (int b = 0; b < blocks; b++) {
            int p = from + BLOCK * b;
            long any = 0;
            long feeds = 0;
            long quoted = 0;
            for (int o = 0; o < BLOCK; o += width) {
                ByteVector v = ByteVector.fromArray(BYTES, bytes, p + o);
                long feed = v.eq((byte) '\n').toLong();
                feeds |= feed << o;
                any |= (feed | v.eq(delimiter).toLong()) << o;
                quoted |= v.eq((byte) '"').toLong() << o;
            }
            separators[b] = any;
            lineFeeds[b] = feeds;
            quotes[b] = quoted;
        }
    }

    @Override
    public int decimals(
            byte[] bytes,
            int[] at,
            int first,
            int stride,
            int count,
            boolean last,
            double[] out,
            int outAt) {
        fraction = false;
        int r = 0;
        int few = FEWEST_SCALAR;
        while (EIGHT_LANES && r <= count - LANES) {
            int group = Math.min(GROUP, (count - r) & -LANES);
            bringTogether(bytes, at, first + r * stride, stride, group, last);
            int read = shortDecimals(group, out, outAt + r);
            r += read;
            few = read > 0 ? FEWEST_SCALAR : Math.min(few * 2, MOST_SCALAR);
            if (read < group) {
                int tried = Math.min(few, count - r);
                read = plain(bytes, at, first + r * stride, stride, tried, last, out, outAt + r);
                r += read;
                if (read < tried) {
                    return r;
                }
            }
        }
        return r + plain(bytes, at, first + r * stride, stride, count - r, last, out, outAt + r);
    }

    private int plain(
            byte[] bytes,
            int[] at,
            int first,
            int stride,
            int count,
            boolean last,
            double[] out,
            int outAt) {
        int read = scalar.decimals(bytes, at, first, stride, count, last, out, outAt);
        fraction |= scalar.foundFraction();
        return read;
    }

    /// Fetches the eight characters that end each field, and its length.
    private void bringTogether(
            byte[] bytes, int[] at, int first, int stride, int count, boolean last) {
        int i = first;
        for (int k = 0; k < count; k++, i += stride) {
            int end = at[i + 1];
            if (last && bytes[end - 1] == '\r') {
                end--;
            }
            lengths[k] = (long) end - at[i] - 1;
            words[k] = (long) LONG.get(bytes, end - 8);
        }
    }

    /// Reads what was brought together, eight numbers at a time.
    ///
    /// @param count a multiple of eight
    /// @return numbers before the first eight of which one has another form
    private int shortDecimals(int count, double[] out, int outAt) {
        LongVector scales = LongVector.fromArray(LONGS, SCALES, 0);
        LongVector fractions = LongVector.zero(LONGS);
        int r = 0;
        for (; r < count; r += LANES) {
            LongVector length = LongVector.fromArray(LONGS, lengths, r);
            VectorMask<Long> empty = length.eq(0);
            LongVector before = length.lanewise(VectorOperators.LSHL, 3).neg(); // 64 - 8 * length
            LongVector word =
                    LongVector.fromArray(LONGS, words, r)
                            .lanewise(VectorOperators.XOR, ZEROS)
                            .and(minusOne().lanewise(VectorOperators.LSHL, before))
                            .blend(0, empty);
            VectorMask<Long> wrong = length.compare(VectorOperators.UGT, 8);
            LongVector sign = word.lanewise(VectorOperators.LSHR, before).and(0xFF);
            VectorMask<Long> negative = sign.eq(MINUS);
            if (negative.anyTrue()) {
                LongVector minus = sign.lanewise(VectorOperators.LSHL, before);
                word = word.blend(word.lanewise(VectorOperators.XOR, minus), negative);
                wrong = wrong.or(length.eq(1).and(negative)); // a minus and nothing else
            }

            LongVector points = word.lanewise(VectorOperators.XOR, POINTS);
            LongVector zero = points.sub(ONES).lanewise(VectorOperators.AND_NOT, points).and(HIGH);
            LongVector point = zero.and(zero.neg()); // 0 for none
            LongVector whole = word.and(point.lanewise(VectorOperators.LSHR, 7).sub(1));
            LongVector moved = whole.lanewise(VectorOperators.LSHL, 8);
            LongVector behind = word.and(point.lanewise(VectorOperators.LSHL, 1).neg());
            LongVector digits = whole.blend(moved, point.compare(VectorOperators.NE, 0)).or(behind);
            LongVector notDigits =
                    digits.add(0x0606060606060606L).or(digits).and(0xF0F0F0F0F0F0F0F0L);
            // a point at the end is left over: it may be all there is
            LongVector odd = notDigits.or(point.and(Long.MIN_VALUE));
            if (wrong.or(odd.compare(VectorOperators.NE, 0)).anyTrue()) {
                break;
            }

            LongVector tens = digits.lanewise(VectorOperators.LSHL, 3);
            LongVector two = digits.lanewise(VectorOperators.LSHL, 1);
            LongVector pairs = tens.add(two).add(digits.lanewise(VectorOperators.LSHR, 8));
            LongVector high = pairs.and(PAIRS).mul(0x000F424000000064L);
            LongVector low =
                    pairs.lanewise(VectorOperators.LSHR, 16).and(PAIRS).mul(0x0000271000000001L);
            LongVector mantissa = high.add(low).lanewise(VectorOperators.LSHR, 32);

            LongVector scale =
                    point.lanewise(VectorOperators.LEADING_ZEROS_COUNT)
                            .lanewise(VectorOperators.LSHR, 3)
                            .and(7)
                            .selectFrom(scales);
            LongVector number =
                    mantissa.or(WHOLE)
                            .reinterpretAsDoubles()
                            .sub(0x1p52)
                            .div(scale.reinterpretAsDoubles())
                            .reinterpretAsLongs();
            fractions = fractions.or(point);
            if (negative.anyTrue()) {
                number = number.blend(number.or(Long.MIN_VALUE), negative);
                fractions = fractions.blend(minusOne(), mantissa.eq(0).and(negative)); // -0
            }
            number.reinterpretAsDoubles()
                    .blend(Double.NaN, empty.cast(DOUBLES))
                    .intoArray(out, outAt + r);
        }
        fraction |= fractions.reduceLanes(VectorOperators.OR) != 0;
        return r;
    }

    private static LongVector minusOne() {
        return LongVector.broadcast(LONGS, -1L);
    }

    @Override
    public boolean foundFraction() {
        return fraction;
    }

    private static long[] scales() {
        long[] scales = new long[LANES];
        for (int k = 0; k < LANES; k++) {
            scales[k] = Double.doubleToRawLongBits(Double.parseDouble("1e" + k));
        }
        return scales;
    }
}
