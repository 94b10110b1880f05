package dev.venturi.cli.command;

import dev.venturi.csv.CsvOptions;
import dev.venturi.table.ColumnType;
import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How CSV files are to be read.
final class InputOptions {
    private static final Map<String, ColumnType> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("text", ColumnType.TEXT);
        TYPES.put("int64", ColumnType.INT64);
        TYPES.put("float64", ColumnType.FLOAT64);
        TYPES.put("boolean", ColumnType.BOOLEAN);
        TYPES.put("timestamp", ColumnType.TIMESTAMP);
        TYPES.put("date", ColumnType.DATE);
    }

    @Option(
            names = "--no-header",
            description = "The first row is data; columns are called c1, c2, ...")
    boolean noHeader;

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            description = "What separates fields: , or ';' or tab; found out when not given.")
    @Nullable String delimiter;

    @Option(
            names = "--types",
            paramLabel = "NAME:TYPE,...",
            description =
                    "Types of columns instead of those found out: text, int64, float64, boolean,"
                            + " timestamp, date.")
    List<String> types = new ArrayList<>();

    @Option(
            names = "--null-tokens",
            paramLabel = "TEXT,...",
            description =
                    "Texts that mean a missing value, beside the empty field; default:"
                            + " NA,N/A,NaN,nan,null,NULL,None.")
    @Nullable String nullTokens;

    @Option(
            names = "--quote",
            paramLabel = "CHAR",
            description = "What encloses fields that hold delimiters; default: \"")
    @Nullable String quote;

    @Option(
            names = "--comment",
            paramLabel = "CHAR",
            description = "Skip lines that begin with this; default: none are skipped.")
    @Nullable String comment;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description =
                    "Zone of times that name none, such as Europe/Berlin; without it they stay as"
                            + " they are.")
    @Nullable String timeZone;

    /// What was asked for.
    ///
    /// @throws UsageException when a value cannot be used, naming the option
    CsvOptions csv() {
        CsvOptions options = CsvOptions.DEFAULTS.withHeader(!noHeader);
        if (delimiter != null) {
            options = options.withDelimiter(delimiterText(delimiter));
        }
        if (quote != null) {
            options = options.withQuote(character(quote, "--quote"));
        }
        if (comment != null) {
            options = options.withComment(character(comment, "--comment"));
        }
        if (nullTokens != null) {
            options = options.withNullTokens(Names.of(nullTokens, "--null-tokens"));
        }
        if (!types.isEmpty()) {
            options = options.withTypes(namedTypes());
        }
        return timeZone == null ? options : options.withTimeZone(zone(timeZone));
    }

    /// The options that were given, as arguments of a command line that reads alike.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (noHeader) {
            arguments.add("--no-header");
        }
        types.forEach(type -> arguments.add("--types=" + type));
        Map<String, @Nullable String> others = new LinkedHashMap<>();
        others.put("--delimiter", delimiter);
        others.put("--null-tokens", nullTokens);
        others.put("--quote", quote);
        others.put("--comment", comment);
        others.put("--time-zone", timeZone);
        others.forEach((name, value) -> {
            if (value != null) {
                arguments.add(name + "=" + value);
            }
        });
        return arguments;
    }

    private static String delimiterText(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "tab", "\\t" -> "\t";
            case "comma" -> ",";
            case "semicolon" -> ";";
            default -> text;
        };
    }

    private static char character(String text, String option) {
        if (text.length() != 1) {
            throw new UsageException(
                    "%s: expected one character, found \"%s\"".formatted(option, text));
        }
        return text.charAt(0);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException _) {
            String cure =
                    NearestName.of(text, ZoneId.getAvailableZoneIds())
                            .map(near -> "did you mean %s?".formatted(near))
                            .orElse("expected one such as UTC, Europe/Berlin or +02:00");
            throw new UsageException("--time-zone: no zone \"%s\"; %s".formatted(text, cure));
        }
    }

    private Map<String, ColumnType> namedTypes() {
        Map<String, ColumnType> named = new LinkedHashMap<>();
        for (String pair : Names.of(types, "--types")) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1) {
                throw new UsageException(
                        "--types: expected NAME:TYPE, found \"%s\"; for example --types id:text"
                                .formatted(pair));
            }
            named.put(pair.substring(0, colon), type(pair.substring(colon + 1)));
        }
        return named;
    }

    private static ColumnType type(String name) {
        ColumnType type = TYPES.get(name.toLowerCase(Locale.ROOT));
        if (type == null) {
            String known = String.join(", ", TYPES.keySet());
            String cure =
                    NearestName.of(name, TYPES.keySet())
                            .map(near -> "did you mean %s?".formatted(near))
                            .orElse("expected one of " + known);
            throw new UsageException("--types: unknown type \"%s\"; %s".formatted(name, cure));
        }
        return type;
    }
}
