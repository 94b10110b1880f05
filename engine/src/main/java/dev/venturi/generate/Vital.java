package dev.venturi.generate;

import java.nio.charset.StandardCharsets;

/// One measured column: how its values are distributed, and each of its possible values as a number
/// and as text.
///
/// A value is known by its **code**: 0 is missing, code i + 1 is the i-th outcome of the table.
final class Vital {
    /// Code of a missing value.
    static final int MISSING = 0;

    private final String name;
    private final boolean whole;
    private final boolean hasGaps;
    private final InversionTable table;

    /// Values by code; NaN is missing.
    private final double[] values;

    private final String[] texts;

    private Vital(String name, int scale, boolean hasGaps, InversionTable table) {
        this.name = name;
        this.whole = scale == 1;
        this.hasGaps = hasGaps;
        this.table = table;
        this.values = new double[table.outcomes() + 1];
        this.texts = new String[values.length];
        values[MISSING] = Double.NaN;
        texts[MISSING] = "";
        for (int i = 0; i < table.outcomes(); i++) {
            // the quotient of two small whole numbers is the double nearest to the decimal
            double value = (double) table.outcome(i) / scale;
            values[i + 1] = value;
            String text = Double.toString(value);
            texts[i + 1] = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
    }

    /// The six columns of the case study, in an array of the caller's.
    static Vital[] all() {
        return Columns.ALL.clone();
    }

    /// Made once, when first asked for: their tables take some milliseconds.
    private static final class Columns {
        static final Vital[] ALL = {
            new Vital("heart_rate", 10, true, normal(72, 12, 10)),
            new Vital("systolic_bp", 10, true, normal(120, 15, 10)),
            new Vital("diastolic_bp", 10, false, normal(80, 10, 10)),
            new Vital("temperature", 100, true, normal(98.6, 0.5, 100)),
            new Vital("oxygen_sat", 10, true, InversionTable.roundedNormal(97, 2, 10, 850, 1000)),
            new Vital("respiratory_rate", 1, false, InversionTable.poisson(16)),
        };

        private Columns() {}
    }

    private static InversionTable normal(double mean, double deviation, int scale) {
        int far = (int) (10 * deviation * scale);
        int middle = (int) (mean * scale);
        return InversionTable.roundedNormal(mean, deviation, scale, middle - far, middle + far);
    }

    String name() {
        return name;
    }

    /// Whether its values are whole numbers.
    boolean whole() {
        return whole;
    }

    /// Whether 5 % of its values are missing in a regular table.
    boolean hasGaps() {
        return hasGaps;
    }

    /// Code of the value of a draw, never [#MISSING].
    ///
    /// @param draw `[0, 2^44)`
    int code(long draw) {
        return table.index(draw) + 1;
    }

    /// Values by code, owned by the vital.
    double[] values() {
        return values;
    }

    /// Texts by code as [CsvText] packs them, each followed by a separator.
    long[] packedTexts(char separator) {
        long[] packed = new long[texts.length];
        for (int code = 0; code < packed.length; code++) {
            packed[code] =
                    CsvText.pack((texts[code] + separator).getBytes(StandardCharsets.US_ASCII));
        }
        return packed;
    }

    /// Bytes of the text of a value that is not missing, on average.
    double meanLength() {
        double sum = 0;
        for (int i = 0; i < table.outcomes(); i++) {
            sum += table.probability(i) * texts[i + 1].length();
        }
        return sum;
    }
}
