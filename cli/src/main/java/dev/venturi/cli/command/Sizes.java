package dev.venturi.cli.command;

import dev.venturi.table.UsageException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as users write them: `512m`, `2g`, `1.5G`, `800k`, bytes without a letter. A letter is a
/// power of 1024.
final class Sizes {
    /// Less does not hold a running Java.
    static final long SMALLEST_MEMORY = 192L << 20;

    private static final Pattern SIZE =
            Pattern.compile("(\\d+(?:\\.\\d+)?)([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);
    private static final String LETTERS = "kmgt";

    private Sizes() {}

    /// Bytes.
    ///
    /// @throws UsageException naming the option, when it is no size
    static long parse(String option, String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new UsageException(
                    "%s: found \"%s\", expected a size such as 512m or 2g".formatted(option, text));
        }
        int power = LETTERS.indexOf(size.group(2).toLowerCase(Locale.ROOT)) + 1;
        if (size.group(2).isEmpty()) {
            power = 0;
        }
        return Math.round(Double.parseDouble(size.group(1)) * Math.pow(1024, power));
    }
}
