package dev.venturi.kernel;

import dev.venturi.table.Internal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// [FieldKernels] in plain loops, eight bytes at a time in a `long`.
///
/// A number is its mantissa as a `long`, then one division by an exact power of ten. Both operands
/// are exact doubles, so the quotient is the correctly rounded value (Clinger 1990). Finding bytes
/// by masks is the method of Langdale and Lemire, "Parsing gigabytes of JSON per second" (2019),
/// without vector instructions.
@Internal
public final class ScalarFieldKernels implements FieldKernels {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long GATHER = 0x0102040810204080L;
    private static final long EXACT = 1L << 53;

    /// 10^k at k, -10^k at 16 + k: dividing by the second gives -0.0 for a zero.
    private static final double[] SCALES = scales();

    private boolean fraction;

    @Override
    public void mark(
            byte[] bytes,
            int from,
            int blocks,
            byte delimiter,
            long[] separators,
            long[] lineFeeds,
            long[] quotes) {
        long delimiters = (delimiter & 0xFFL) * ONES;
        for (int b = 0; b < blocks; b++) {
            int p = from + BLOCK * b;
            long any = 0;
            long feeds = 0;
            long quoted = 0;
            for (int w = 0; w < BLOCK; w += 8) {
                long word = (long) LONG.get(bytes, p + w);
                long notDelimiter = differs(word ^ delimiters);
                long notLineFeed = differs(word ^ ('\n' * ONES));
                long quote = word ^ ('"' * ONES);
                quoted |= (quote - ONES) & ~quote;
                any |= gathered(~(notDelimiter & notLineFeed)) << w;
                feeds |= gathered(~notLineFeed) << w;
            }
            separators[b] = any;
            lineFeeds[b] = feeds;
            quotes[b] = quoted & HIGH;
        }
    }

    /// The high bit of each byte that is not zero; the other bits mean nothing.
    private static long differs(long word) {
        return ((word & LOW7) + LOW7) | word;
    }

    /// The high bits of the eight bytes, as the low eight bits.
    private static long gathered(long word) {
        return (((word & HIGH) >>> 7) * GATHER) >>> 56;
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
        long fractions = 0;
        int r = 0;
        for (int i = first; r < count; r++, i += stride) {
            int start = at[i] + 1;
            int end = at[i + 1];
            if (last && bytes[end - 1] == '\r') {
                end--;
            }
            int negative = bytes[start] == '-' ? 1 : 0;
            int length = end - start - negative;
            long mantissa;
            long point; // the high bit of the byte that holds it; 0 for none
            int scale;
            long wrong; // 0 when all are digits
            if (length > 0 && length <= 8) {
                // characters before the number become leading zeros
                long word = Digits.digits(bytes, end - 8) & (-1L << (64 - 8 * length));
                point = Digits.point(word);
                long joined = Digits.withoutPoint(word, point);
                wrong = Digits.notDigits(joined);
                scale = (Long.numberOfLeadingZeros(point) >>> 3) & 7;
                mantissa = Digits.eightDigits(joined);
            } else if (length > 8 && length <= 16) {
                long low = Digits.digits(bytes, end - 8);
                long high = Digits.digits(bytes, end - 16) & (-1L << (128 - 8 * length));
                point = Digits.point(low);
                if (point != 0) {
                    long crossing = high >>> 56;
                    low = Digits.withoutPoint(low, point) | crossing;
                    high <<= 8;
                    scale = Long.numberOfLeadingZeros(point) >>> 3;
                } else {
                    point = Digits.point(high);
                    high = Digits.withoutPoint(high, point);
                    scale = point == 0 ? 0 : 8 + (Long.numberOfLeadingZeros(point) >>> 3);
                    point &= Long.MAX_VALUE; // eight digits follow: not at the end
                }
                wrong = Digits.notDigits(low) | Digits.notDigits(high);
                mantissa = Digits.eightDigits(high) * 100_000_000L + Digits.eightDigits(low);
                wrong |= mantissa > EXACT ? 1 : 0;
            } else if (start == end) {
                out[outAt + r] = Double.NaN;
                continue;
            } else {
                break;
            }
            // a point at the end is left over: it may be all there is
            if ((wrong | (point & Long.MIN_VALUE)) != 0) {
                break;
            }
            fractions |= scale | point | ((mantissa - negative) >> 63); // -0 is no integer
            out[outAt + r] = mantissa / SCALES[scale + (negative << 4)];
        }
        fraction = fractions != 0;
        return r;
    }

    @Override
    public boolean foundFraction() {
        return fraction;
    }

    private static double[] scales() {
        double[] scales = new double[32];
        for (int k = 0; k < 16; k++) {
            scales[k] = Double.parseDouble("1e" + k);
            scales[16 + k] = -scales[k];
        }
        return scales;
    }
}
