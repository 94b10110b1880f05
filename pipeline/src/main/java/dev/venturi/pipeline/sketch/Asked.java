package dev.venturi.pipeline.sketch;

import dev.venturi.table.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads parameters of aggregates.
record Asked(Map<String, String> parameters) {
    /// Which of its numbers an estimate answers with.
    enum Result {
        ESTIMATE,
        LOWER,
        UPPER
    }

    /// @throws UsageException when there is another than these
    Asked(Map<String, String> parameters, List<String> known) {
        this(parameters);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new UsageException(
                        "no parameter \"%s\"; expected one of %s"
                                .formatted(name, String.join(", ", known)));
            }
        }
    }

    Result result() {
        String asked = parameters.getOrDefault("result", "estimate");
        return switch (asked) {
            case "estimate", "lower", "upper" -> Result.valueOf(asked.toUpperCase(Locale.ROOT));
            default ->
                    throw new UsageException(
                            "result \"%s\": expected estimate, lower or upper".formatted(asked));
        };
    }

    /// A number of a range; the ends are in it.
    double number(String name, double otherwise, double from, double to) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        double number = Double.NaN;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException _) {
            // said below
        }
        if (!(number >= from && number <= to)) {
            throw new UsageException(
                    "%s %s: expected a number from %s to %s"
                            .formatted(name, text, plain(from), plain(to)));
        }
        return number;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
