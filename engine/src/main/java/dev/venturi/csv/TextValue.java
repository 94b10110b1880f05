package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Internal;
import org.jspecify.annotations.Nullable;

/// Reads single fields of a table as what they mean: for who looks at few of them. Not thread-safe.
@Internal
public final class TextValue {
    /// What a text means.
    public enum Meaning {
        /// Empty, a null token or NaN.
        MISSING,
        /// An int64, or a boolean as 1 or 0; in [#whole] and [#value].
        WHOLE,
        /// Another number, in [#value].
        FRACTION,
        /// A point in time, in nanoseconds in [#whole].
        TIME,
        /// None of these, or not what its column holds.
        TEXT;

        /// Whether there is a [#value].
        public boolean isNumber() {
            return this == WHOLE || this == FRACTION;
        }
    }

    private final NullTokens nulls;
    private final NumberParser number = new NumberParser();
    private final TimeParser time;
    private final FieldText text = new FieldText();
    private long whole;
    private double value;

    /// A reader with the null tokens and the time zone of some options.
    public TextValue(CsvOptions options) {
        nulls = new NullTokens(options.nullTokens());
        time = new TimeParser(options.timeZone());
    }

    /// Reads the content of a field of a column of the given type; blanks around it do not count.
    public Meaning read(byte[] bytes, int from, int to, ColumnType type) {
        if (isMissing(bytes, from, to)) {
            return Meaning.MISSING;
        }
        return switch (type) {
            case INT64, FLOAT64 -> number();
            case BOOLEAN ->
                    text.isWord("true") ? logical(1) : text.isWord("false") ? logical(0) : number();
            case TIMESTAMP, DATE -> time();
            case TEXT -> Meaning.TEXT;
        };
    }

    /// Whether the content of a key's field is missing: it is taken as it stands.
    public boolean isMissingKey(byte[] bytes, int from, int to) {
        return nulls.matches(bytes, from, to);
    }

    /// Whether the content of a field is missing.
    public boolean isMissing(byte[] bytes, int from, int to) {
        text.bytes = bytes;
        text.from = from;
        text.to = to;
        return nulls.matches(text.trim()) || text.isWord("nan");
    }

    /// The type of a column whose first value this is; null when it is missing.
    public @Nullable ColumnType typeOf(byte[] bytes, int from, int to) {
        return isMissing(bytes, from, to) ? null : TypeSniffer.typeOf(text);
    }

    /// The int64 or the nanoseconds read last.
    public long whole() {
        return whole;
    }

    /// The number read last, an int64 as its nearest double.
    public double value() {
        return value;
    }

    private Meaning number() {
        NumberParser.Kind kind = number.parse(text);
        whole = number.whole;
        value = number.value;
        return switch (kind) {
            case WHOLE -> Meaning.WHOLE;
            case FRACTION -> Meaning.FRACTION;
            case NOT_A_VALUE -> Meaning.MISSING;
            case TEXT -> Meaning.TEXT;
        };
    }

    private Meaning logical(int bit) {
        whole = bit;
        value = bit;
        return Meaning.WHOLE;
    }

    private Meaning time() {
        if (!time.parse(text)) {
            return Meaning.TEXT;
        }
        whole = time.nanos;
        return Meaning.TIME;
    }
}
