package dev.venturi.table;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name a user most likely meant, by edit distance (Levenshtein 1966), case ignored.
@Internal
public final class NearestName {
    private NearestName() {}

    /// The nearest of `names` within a third of the length of what was written (at least 2 edits),
    /// if any.
    public static Optional<String> of(String written, Collection<String> names) {
        int allowed = Math.max(2, written.length() / 3);
        String best = null;
        int bestDistance = allowed + 1;
        for (String name : names) {
            int distance =
                    distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
