package dev.venturi.pipeline.stage;

import dev.venturi.sort.SortKey;
import dev.venturi.table.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Orders as users write them: a column, perhaps `asc` or `desc`, perhaps `nulls first` or `nulls
/// last`. A text that is the name of a column as a whole is just that.
final class SortWords {
    private SortWords() {}

    static List<SortKey> parse(List<String> texts, Schema schema, Roles roles) {
        List<SortKey> keys = new ArrayList<>();
        for (String text : texts) {
            SortKey key = parse(text.strip(), schema);
            roles.with("by", () -> schema.require(key.column(), "--by"));
            if (keys.stream().anyMatch(other -> other.column().equals(key.column()))) {
                throw roles.problem(
                        "by", "column \"%s\" stands here twice".formatted(key.column()));
            }
            keys.add(key);
        }
        return keys;
    }

    private static SortKey parse(String text, Schema schema) {
        if (schema.indexOf(text) >= 0) {
            return SortKey.ascending(text);
        }
        String rest = text;
        boolean first = endsWith(rest, " nulls first");
        rest = without(without(rest, " nulls first"), " nulls last");
        boolean descending = endsWith(rest, " desc");
        rest = without(without(rest, " desc"), " asc");
        SortKey key = descending ? SortKey.descending(rest) : SortKey.ascending(rest);
        return first ? key.withMissingFirst() : key;
    }

    private static boolean endsWith(String text, String words) {
        return text.toLowerCase(Locale.ROOT).endsWith(words);
    }

    private static String without(String text, String words) {
        return endsWith(text, words)
                ? text.substring(0, text.length() - words.length()).strip()
                : text;
    }
}
