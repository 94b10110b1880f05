package dev.venturi.cli.command;

import dev.venturi.table.UsageException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as users write them: `60s`, `90`, `2m`, `1h`, `1500ms`; without a letter they are seconds.
final class Durations {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|min|h)?");

    private Durations() {}

    /// The time.
    ///
    /// @throws UsageException naming the option, when it is none, or less than a second
    static Duration parse(String option, String text) {
        Matcher duration = DURATION.matcher(text.strip());
        if (!duration.matches()) {
            throw new UsageException(
                    "%s: found \"%s\", expected a time such as 60s, 2m or 1h"
                            .formatted(option, text));
        }
        String unit = duration.group(2) == null ? "s" : duration.group(2);
        long millis =
                switch (unit) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "h" -> 3_600_000;
                    default -> 60_000;
                };
        Duration parsed =
                Duration.ofMillis(Math.round(Double.parseDouble(duration.group(1)) * millis));
        if (parsed.toMillis() < 1000) {
            throw new UsageException(
                    "%s: found %s, expected a second or more".formatted(option, text));
        }
        return parsed;
    }
}
