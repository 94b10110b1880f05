package dev.venturi.parquet;

/// Decimals and half floats that stand as bytes, as numbers: a decimal that its column takes for an
/// int64 as that integer, everything else as the bits of the nearest double.
final class BytesAsNumbers implements NumberDecoder {
    private final BytesDecoder values;
    private final Meaning meaning;
    private final boolean whole;

    /// @param whole whether the column is one of int64
    BytesAsNumbers(BytesDecoder values, Meaning meaning, boolean whole) {
        this.values = values;
        this.meaning = meaning;
        this.whole = whole;
    }

    @Override
    public void begin(byte[] bytes, int from, int to) {
        values.begin(bytes, from, to);
    }

    @Override
    public void read(long[] into, int n) {
        for (int i = 0; i < n; i++) {
            values.next();
            into[i] = number();
        }
    }

    private long number() {
        byte[] bytes = values.bytes;
        int from = values.from;
        if (meaning.kind() == Meaning.Kind.HALF) {
            return Double.doubleToRawLongBits(Halves.value(bytes, from, values.to));
        }
        if (whole) {
            return Decimals.unscaled(bytes, from, values.to);
        }
        return Double.doubleToRawLongBits(
                Decimals.nearest(bytes, from, values.to, (int) meaning.scale()));
    }

    @Override
    public void skip(int n) {
        values.skip(n);
    }
}
