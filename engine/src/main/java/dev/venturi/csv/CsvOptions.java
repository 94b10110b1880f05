package dev.venturi.csv;

import dev.venturi.table.ColumnType;
import dev.venturi.table.UsageException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How CSV files are to be read.
///
/// @param header whether the first row of each file names the columns; otherwise they are `c1`,
///   `c2`, ...
/// @param delimiter what separates fields; null: found out from the first rows
/// @param quote what encloses fields that hold delimiters or line ends
/// @param comment what a line begins with that is to be skipped; null: there are none
/// @param nullTokens texts that mean a missing value, beside the empty field
/// @param types columns whose type is given instead of found out
/// @param timeZone zone of times that name none; null: they stay local and are never converted
public record CsvOptions(
        boolean header,
        @Nullable String delimiter,
        char quote,
        @Nullable Character comment,
        List<String> nullTokens,
        Map<String, ColumnType> types,
        @Nullable ZoneId timeZone) {
    /// What is used when nothing is said.
    public static final CsvOptions DEFAULTS =
            new CsvOptions(
                    true,
                    null,
                    '"',
                    null,
                    List.of("NA", "N/A", "NaN", "nan", "null", "NULL", "None"),
                    Map.of(),
                    null);

    public CsvOptions {
        if (delimiter != null && (delimiter.isEmpty() || delimiter.matches("(?s).*[\r\n].*"))) {
            throw new UsageException(
                    "--delimiter: expected one or more characters that are no line end, for"
                            + " example --delimiter ';'");
        }
        if (delimiter != null && delimiter.indexOf(quote) >= 0) {
            throw new UsageException(
                    "--delimiter \"%s\" contains the quote character %s; choose another --quote"
                            .formatted(delimiter, quote));
        }
        if (quote >= 0x80 || quote < ' ') {
            throw new UsageException("--quote: expected one printable ASCII character");
        }
        if (comment != null && (comment >= 0x80 || comment <= ' ' || comment == quote)) {
            throw new UsageException(
                    "--comment: expected one printable ASCII character other than the quote");
        }
        nullTokens = List.copyOf(nullTokens);
        types = Map.copyOf(types);
    }

    /// The same with or without a row of names.
    public CsvOptions withHeader(boolean changed) {
        return new CsvOptions(changed, delimiter, quote, comment, nullTokens, types, timeZone);
    }

    /// The same with a delimiter; null: found out.
    public CsvOptions withDelimiter(@Nullable String changed) {
        return new CsvOptions(header, changed, quote, comment, nullTokens, types, timeZone);
    }

    /// The same with another quote character.
    public CsvOptions withQuote(char changed) {
        return new CsvOptions(header, delimiter, changed, comment, nullTokens, types, timeZone);
    }

    /// The same with lines that are skipped; null: none.
    public CsvOptions withComment(@Nullable Character changed) {
        return new CsvOptions(header, delimiter, quote, changed, nullTokens, types, timeZone);
    }

    /// The same with other texts for a missing value.
    public CsvOptions withNullTokens(List<String> changed) {
        return new CsvOptions(header, delimiter, quote, comment, changed, types, timeZone);
    }

    /// The same with the types of some columns given.
    public CsvOptions withTypes(Map<String, ColumnType> changed) {
        return new CsvOptions(header, delimiter, quote, comment, nullTokens, changed, timeZone);
    }

    /// The same with a zone for times that name none.
    public CsvOptions withTimeZone(@Nullable ZoneId changed) {
        return new CsvOptions(header, delimiter, quote, comment, nullTokens, types, changed);
    }
}
