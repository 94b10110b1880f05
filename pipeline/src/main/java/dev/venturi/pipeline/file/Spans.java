package dev.venturi.pipeline.file;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as users write them: `500ms`, `30s`, `5m`, `2h`, `7d`; `0` needs no unit.
final class Spans {
    /// For the schema.
    static final String PATTERN = "^(0|[0-9]{1,9}(\\.[0-9]{1,6})?(ms|s|m|h|d))$";

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)");

    private Spans() {}

    /// The duration; empty when it is none.
    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return Optional.empty();
        }
        double millis =
                Double.parseDouble(span.group(1))
                        * switch (span.group(2)) {
                            case "ms" -> 1;
                            case "s" -> 1_000;
                            case "m" -> 60_000;
                            case "h" -> 3_600_000;
                            default -> 86_400_000;
                        };
        return Optional.of(Duration.ofNanos(Math.round(millis * 1e6)));
    }
}
